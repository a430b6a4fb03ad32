"""A documented read through the hub gives a documented answer.

Broken: The service gave no documented answer through the hub

A platform is connected when others get its data over the hub, not when a contract says so.

To mend it, compare the address that the hub keeps for the service with the one where it runs, and document every status
that it answers with.

Shows how the service answered one read of a client with an agreement. Does not show the other operations; a failure of
the hub itself or of the caller is no finding here.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import HubCall, Wrong
from compliance.model.rule import rule
from compliance.model.violation import Violation


def can_be_compared(call: HubCall) -> bool:
    """Return whether the answer can be judged: the provider's own needs a document to be held to.

    A failure of its gateway needs none, and a refusal for want of rights is no failure.
    """
    if call.is_denied or call.wrong is not None:
        return False
    return call.origin == "provider-gateway" or (call.origin == "provider" and bool(call.documented))


@rule("NDX-ARC-05", "CV2765-2024.C", "ND224-2026.D27.K3.A", proof=Proof.INDICATIVE, when=can_be_compared)
def service_answers_through_the_hub(call: HubCall) -> Iterator[Violation]:
    if call.origin == "provider-gateway":
        template = "{method} {path} got no answer of the service through the hub: {code}"
        yield Violation(template, at=call, method=call.method, path=call.path, code=call.code or "-")
    elif not _is_documented(call):
        documented = ", ".join(call.documented)
        template = "{method} {path} answered {status} through the hub, its document names {documented}"
        status = call.status or 0
        yield Violation(template, at=call, method=call.method, path=call.path, status=status, documented=documented)


def _is_documented(call: HubCall) -> bool:
    """Return whether the status is documented; ranges such as 4XX and `default` count, but `default` excuses no 5xx.

    Source: OpenAPI 3.1, Responses Object.
    """
    status = str(call.status)
    named = {name.upper() for name in call.documented}
    return status in named or f"{status[0]}XX" in named or ("DEFAULT" in named and not status.startswith("5"))


_HUB, _SERVICE, _CLIENT = "https://hub.example", "VN/GOV/G12/household-business/households", "VN/GOV/G01/eid"
_KNOWN = ("200", "401", "500")
GOOD = [
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 200, documented=_KNOWN, body_size=120),
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 404, documented=("200", "4XX")),
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 404, documented=("200", "default")),
]
BAD = {
    "GET /households answered 404 through the hub, its document names 200, 401, 500": (
        HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 404, documented=_KNOWN)
    ),
    "GET /households got no answer of the service through the hub: server.serverproxy.network_error": HubCall(
        _HUB, _SERVICE, _CLIENT, "GET", "/households", 500, "provider-gateway", "server.serverproxy.network_error"
    ),
}
IRRELEVANT = [
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 500, "consumer-gateway", "io_error", _KNOWN),
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 200),
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 403, "provider-gateway", "Server.ServerProxy.AccessDenied"),
    HubCall(_HUB, _SERVICE, _CLIENT, "GET", "/households", 404, documented=_KNOWN, wrong=Wrong.UNKNOWN_ID),
]
