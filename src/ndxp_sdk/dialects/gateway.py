"""API gateways as NGSP and the provincial LGSP have them: `/{api}/{version}/{operation}` with an access token.

The variant with `lgspaccesstoken` differs in its credential only; the addresses are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from ndxp_sdk._http.response import Response
from ndxp_sdk._validators import MAPPING, PATH_BELOW, TEXT_OR_NONE, Table, check
from ndxp_sdk.dialects._request_target import planned, refuse_unsayable, target_of
from ndxp_sdk.dialects.protocol import ExchangeCall, ExchangePlan
from ndxp_sdk.errors import NdxpError, UsageError
from ndxp_sdk.identifiers import ServiceId, SystemId


@dataclass(frozen=True, slots=True)
class Gateway:
    """The dialect of calls through an API gateway.

    `apis` gives the path of a service (its id in slash form), such as `apiCSDLDKDN/1.0`; without an entry it is the
    service code, followed by `version` if there is one (a provincial façade has none). `token_path` is where below the
    base URL tokens are had.

    >>> from ndxp_sdk.identifiers import ServiceId
    >>> gateway = Gateway({"VN/GOV/G12/dkkd/enterprises": "apiCSDLDKDN/1.0"})
    >>> gateway.plan(ExchangeCall(ServiceId.parse("VN/GOV/G12/dkkd/enterprises"), path="/chiTietDoanhNghiep")).target
    '/apiCSDLDKDN/1.0/chiTietDoanhNghiep'
    """

    apis: Mapping[str, str] = field(default_factory=dict)
    version: str | None = None
    token_path: str | None = "/token"  # noqa: S105 - a path
    name: ClassVar[str] = "gateway"

    def __post_init__(self) -> None:
        check(self, _EXPECTED)
        for service, path in self.apis.items():
            (SystemId if service.count("/") == 3 else ServiceId).from_slash(service)
            target_of(path, ())

    def plan(self, call: ExchangeCall) -> ExchangePlan:
        """Plan the request to the gateway. UsageError for what it cannot say."""
        refuse_unsayable(call, "a gateway", "represented_party", "security_server", "provider_url")
        base = self._base(call.service)
        return planned(call, base + target_of(call.path, call.query), f"{base}/…")

    def failure(self, plan: ExchangePlan, answer: Response) -> NdxpError | None:
        """Map what the gateway, or something before it, reports in `answer`."""
        from ndxp_sdk._error_mapping import failure_of_gateway  # noqa: PLC0415 - because a client is ready without it

        return failure_of_gateway(plan, answer)

    def _base(self, service: ServiceId | SystemId) -> str:
        mapped = self.apis.get(service.slash)
        if mapped is not None:
            return target_of(mapped.strip("/"), ())
        if isinstance(service, ServiceId):
            return target_of("/".join(filter(None, (service.encoded.rpartition("/")[2], self.version))), ())
        raise UsageError(f"{service} is a system and has no entry in apis; name a service, or add the system to apis")


_EXPECTED: Final[Table] = {"apis": MAPPING, "version": TEXT_OR_NONE, "token_path": PATH_BELOW}
