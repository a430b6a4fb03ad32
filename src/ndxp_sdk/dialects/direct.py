"""No gateway in between: the client's base URL is the provider's own."""

from dataclasses import dataclass
from typing import ClassVar, Final

from ndxp_sdk._http.response import Response
from ndxp_sdk._validators import PATH_BELOW, Table, check
from ndxp_sdk.dialects._request_target import planned, refuse_unsayable, target_of
from ndxp_sdk.dialects.protocol import ExchangeCall, ExchangePlan
from ndxp_sdk.errors import NdxpError


@dataclass(frozen=True, slots=True)
class Direct:
    """The dialect of calls to the provider itself, for tests and for links without a gateway.

    `token_path` is where below the base URL tokens are had; without it no token is sent, so a credential that gives
    tokens is refused.

    >>> from ndxp_sdk.identifiers import ServiceId
    >>> Direct().plan(ExchangeCall(ServiceId.parse("VN/GOV/G12/dkkd/enterprises"), path="/v1/enterprises?q=1")).target
    '/v1/enterprises?q=1'
    """

    token_path: str | None = None
    name: ClassVar[str] = "direct"

    def __post_init__(self) -> None:
        check(self, _EXPECTED)

    def plan(self, call: ExchangeCall) -> ExchangePlan:
        """Plan the request to the provider. UsageError for what only a gateway could carry."""
        refuse_unsayable(call, "a call without gateway", "represented_party", "security_server", "provider_url")
        return planned(call, target_of(call.path or "/", call.query), f"/… ({call.service})")

    def failure(self, plan: ExchangePlan, answer: Response) -> NdxpError | None:
        """Map what something between caller and provider reports in `answer`; whatever else comes is the provider's."""
        from ndxp_sdk._error_mapping import failure_of_direct  # noqa: PLC0415 - because a client is ready without it

        return failure_of_direct(plan, answer)


_EXPECTED: Final[Table] = {"token_path": PATH_BELOW}
