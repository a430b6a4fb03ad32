"""The dialect in which the services of a hub are called, and the address that a call has in it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.probes.hub.access import HubDialect, HubRoute

if TYPE_CHECKING:
    from ndxp_sdk import Dialect, ExchangeCall, ExchangePlan, Response


@dataclass(slots=True)
class ServicePaths:
    """An API gateway. At which path it has a service becomes known with the service: `paths`, by identifier."""

    paths: dict[str, str] = field(default_factory=dict)
    name: ClassVar[str] = "gateway"
    token_path: ClassVar[str | None] = "/token"  # noqa: S105 - a path

    def plan(self, call: "ExchangeCall") -> "ExchangePlan":
        """Return the request to the gateway."""
        service = call.service.slash
        # because of all paths one that is wrong would keep every other service from being called
        return ndxp_sdk.Gateway({service: self.paths[service]} if service in self.paths else {}).plan(call)

    def failure(self, plan: "ExchangePlan", answer: "Response") -> ndxp_sdk.NdxpError | None:
        """Return what the gateway, or something before it, reports in an answer."""
        return ndxp_sdk.Gateway().failure(plan, answer)


def dialect_of(route: HubRoute, paths: dict[str, str]) -> "Dialect":
    """Return the dialect of a route; `paths` will tell where a gateway has a service, by its identifier."""
    match route.dialect:
        case HubDialect.ADAPTER:
            return ndxp_sdk.Adapter(prefix=route.adapter, destination_in=route.destination)
        case HubDialect.GATEWAY:
            return ServicePaths(paths)
        case HubDialect.XROAD:
            return ndxp_sdk.XRoad()


def path_of(identifier: str, service: str, paths: Mapping[str, str]) -> str:
    """Return at which path a gateway has a service: as somebody said of it or of its system, else by its code."""
    system, _, code = identifier.rpartition("/")
    return next((paths[name] for name in (identifier, service, system) if name in paths), code)


def address_of(route: HubRoute, url: str, identifier: str, path: str, paths: Mapping[str, str]) -> str | None:
    """Return the address of a call in words of its document, None for that of X-Road at the hub itself.

    `path` is that of the operation as the document has it, `url` the address that calls go to.
    """
    match route.dialect:
        case HubDialect.GATEWAY:
            return f"{url}/{path_of(identifier, identifier, paths)}{path}"
        case HubDialect.ADAPTER:
            code = quote(identifier.rpartition("/")[0].replace("/", ":"), safe=":")
            joined = f"{path}{'&' if '?' in path else '?'}dstcode={code}" if route.destination == "query" else path
            return f"{url}/{route.adapter}/RestService/forward{joined}"
        case HubDialect.XROAD:
            return f"{url}/r1/{identifier}{path}" if route.url is not None else None
