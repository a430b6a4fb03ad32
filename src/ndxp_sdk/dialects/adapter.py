"""The forward convention of NDXP's adapters: `/XrdAdapter/RestService/forward/{path}?dstcode=I:C:M:S`.

Known from public integrations only: identity is the connection of the adapter, and its errors have no fixed form.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal
from urllib.parse import parse_qsl, quote

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Response
from ndxp_sdk._validators import FLAG, MAPPING, PAIRS, Table, check, one_of
from ndxp_sdk.dialects._request_target import OWN_NAMES, plain_or_encoded, planned, refuse_unsayable, target_of
from ndxp_sdk.dialects._session_body import with_session
from ndxp_sdk.dialects.protocol import ExchangeCall, ExchangePlan
from ndxp_sdk.errors import InvalidConfiguration, NdxpError, UsageError
from ndxp_sdk.identifiers import ServiceId, SystemId

_USUAL: Final[Pairs] = (("Accept", "application/json"), ("Charset", "utf-8"))
_OWN: Final = frozenset({"dstcode", "providerurl"})


@dataclass(frozen=True, slots=True)
class Adapter:
    """The dialect of calls through an adapter of NDXP.

    `prefix` is the adapter's own name in its addresses. `destination_in` and `encodes_destination` say how `dstcode` is
    written, because adapters differ. `provider_urls` holds the base URL of each system (its id in slash form) that may
    be sent as `providerurl`: it goes with every call of that system, and a call that names another one is refused.

    >>> from ndxp_sdk.identifiers import SystemId
    >>> Adapter().plan(ExchangeCall(SystemId.parse("VN/GOV/000.00.00.G22/vpcpdvcprovider"), path="/mapi/g")).target
    '/XrdAdapter/RestService/forward/mapi/g?dstcode=VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider'
    """

    prefix: Literal["XrdAdapter", "VXPAdapter"] = "XrdAdapter"
    destination_in: Literal["query", "header"] = "query"
    encodes_destination: bool = True
    provider_urls: Mapping[str, str] = field(default_factory=dict)
    usual_headers: Pairs = _USUAL
    name: ClassVar[str] = "adapter"
    token_path: ClassVar[str | None] = None

    def __post_init__(self) -> None:
        check(self, _EXPECTED)
        for system, url in self.provider_urls.items():
            SystemId.from_slash(system)
            if not url.startswith(("http://", "https://")) or not url.isascii() or " " in url:
                raise InvalidConfiguration(
                    f"provider_urls has no address for {system}; http:// or https:// is expected"
                )

    def plan(self, call: ExchangeCall) -> ExchangePlan:
        """Plan the request to the adapter. UsageError for what it cannot say, and for an address not allowed."""
        refuse_unsayable(call, "an adapter", "represented_party", "security_server")
        system = call.service.system if isinstance(call.service, ServiceId) else call.service
        base = f"/{self.prefix}/RestService/forward"
        target = target_of(call.path, call.query)
        if not _OWN.isdisjoint(name.lower() for name, _ in parse_qsl(target.partition("?")[2], keep_blank_values=True)):
            raise UsageError("the query names dstcode or providerurl itself; the dialect adds them")
        path, _, query = target.partition("?")
        merged = "&".join(filter(None, (query, self._query(system, call))))
        own = tuple(self._headers(system, call))
        whole = f"{base}{path}?{merged}" if merged else base + path
        return planned(call, whole, f"{base}/… ({system})", own, OWN_NAMES | _OWN)

    def carrying(self, content: object) -> Callable[[str], bytes]:
        """Return a function that builds the body with a session. UsageError for a body that is no JSON object."""
        return with_session(content)

    def failure(self, plan: ExchangePlan, answer: Response) -> NdxpError | None:
        """Map what the adapter, or something before it, reports; codes in a body of status 200 are not read."""
        from ndxp_sdk._error_mapping import failure_of_adapter  # noqa: PLC0415 - because a client is ready without it

        return failure_of_adapter(plan, answer)

    def _query(self, system: SystemId, call: ExchangeCall) -> str:
        allowed = self.provider_urls.get(system.slash)
        if call.provider_url is not None and call.provider_url != allowed:
            raise UsageError(f"this provider_url is not the one allowed for {system}; add it to provider_urls")
        pairs = []
        if self.destination_in == "query":
            pairs.append(f"dstcode={quote(system.colon, safe='' if self.encodes_destination else ':')}")
        if allowed is not None:
            pairs.append(f"providerurl={quote(allowed, safe='')}")
        return "&".join(pairs)

    def _headers(self, system: SystemId, call: ExchangeCall) -> Iterator[tuple[str, str]]:
        if self.destination_in == "header":
            yield (
                "dstcode",
                quote(system.colon, safe="") if self.encodes_destination else plain_or_encoded(system.colon),
            )
        given = {name.lower() for name, _ in call.headers}
        yield from (pair for pair in self.usual_headers if pair[0].lower() not in given)


_EXPECTED: Final[Table] = {
    "prefix": one_of("XrdAdapter", "VXPAdapter"),
    "destination_in": one_of("query", "header"),
    "encodes_destination": FLAG,
    "provider_urls": MAPPING,
    "usual_headers": PAIRS,
}
