"""X-Road's message protocol for REST: `/r1/{instance}/{class}/{member}/{subsystem}/{service}` (PR-REST 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ndxp_sdk._http.response import Response
from ndxp_sdk.dialects._request_target import plain_or_encoded, planned, target_of
from ndxp_sdk.dialects.protocol import ExchangeCall, ExchangePlan
from ndxp_sdk.errors import NdxpError, UsageError
from ndxp_sdk.identifiers import ServiceId
from ndxp_sdk.identifiers._base import check_part


@dataclass(frozen=True, slots=True)
class XRoad:
    """The dialect of calls through a security server of X-Road; the certificate of the connection tells who calls.

    >>> from ndxp_sdk.identifiers import ServiceId, SystemId
    >>> service, client = ServiceId.parse("VN/GOV/G12/dkkd/enterprises"), SystemId.parse("VN/GOV/G22/mot-cua")
    >>> XRoad().plan(ExchangeCall(service, path="/v1/enterprises", client=client)).target
    '/r1/VN/GOV/G12/dkkd/enterprises/v1/enterprises'
    """

    name: ClassVar[str] = "xroad"
    token_path: ClassVar[str | None] = None

    def plan(self, call: ExchangeCall) -> ExchangePlan:
        """Plan the request with X-Road's headers. UsageError if X-Road could not carry the call."""
        service = call.service
        if not isinstance(service, ServiceId):
            raise UsageError(f"{service} is a system, X-Road calls a service of it: {service}/<service code>")
        base = f"/r1/{service.encoded}"
        return planned(call, base + target_of(call.path, call.query), f"{base}/…", tuple(_identity(call)))

    def failure(self, plan: ExchangePlan, answer: Response) -> NdxpError | None:
        """Map what X-Road, or something between it and the caller, reports in `answer`."""
        from ndxp_sdk._error_mapping import failure_of_xroad  # noqa: PLC0415 - because a client is ready without it

        return failure_of_xroad(plan, answer)


def _identity(call: ExchangeCall) -> Iterator[tuple[str, str]]:
    if call.client is None:
        raise UsageError("X-Road wants to know who calls: name the own system as client, such as VN/GOV/G22/mot-cua")
    yield "X-Road-Client", call.client.encoded
    if call.message_id is not None:
        yield "X-Road-Id", plain_or_encoded(call.message_id)
    if call.user_id is not None:
        yield "X-Road-UserId", plain_or_encoded(call.user_id)
    if call.issue is not None:
        yield "X-Road-Issue", plain_or_encoded(call.issue)
    if call.represented_party is not None:
        yield "X-Road-Represented-Party", _party(call.represented_party)
    if call.security_server is not None:
        yield "X-Road-Security-Server", call.security_server.encoded


def _party(text: str) -> str:
    parts = text.split("/")
    if len(parts) > 2:
        raise UsageError(f"the represented party has {len(parts)} parts, one or two are expected: [class/]code")
    for name, part in zip(("class", "code")[-len(parts) :], parts, strict=True):
        check_part("a represented party", name, part)
    return "/".join(plain_or_encoded(part) for part in parts)
