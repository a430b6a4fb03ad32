"""A caller cannot choose the address that the hub calls.

Broken: The hub calls an address that the caller chose

Whoever chooses the address makes the hub knock at doors behind its wall, or sends what was meant for the service
elsewhere.

To mend it, compare `providerurl` with the addresses that the service registered, and refuse all others with 400.

Shows one call with an address where nothing can be (RFC 6761): it was refused, it was passed over, or the hub went
looking for it. Does not show other parameters that hold an address, nor who runs the gateway that went looking: the
breach is that of whoever runs it.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.tried_access import TriedAccess
from compliance.model.observation import Attempt
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.access._clients import tried as read

# What a gateway says that has tried to connect, in both spellings, without their signs
_REACHED_OUT: Final = ("networkerror", "unknownhost", "ioerror", "httperror", "servicefailed")


def is_foreign_address(tried: TriedAccess) -> bool:
    return tried.attempt is Attempt.FOREIGN_ADDRESS


@rule("L20-2023.D42.K1.D", "GP.OWASP-API7", "GP.PR-REST", when=is_foreign_address)
def provider_address_is_not_the_callers_choice(tried: TriedAccess) -> Iterator[Violation | Unknown]:
    if tried.trial is None or tried.trial.is_refusal_of_access:
        yield from tried.unseen() if tried.trial is None else (Unknown("the client may not call at all", at=tried),)
    elif _has_reached_out(tried):
        template = "the hub went looking for an address that the service never registered: {code}"
        yield Violation(template, at=tried, code=tried.call.code or "-")
    elif not 400 <= (tried.call.status or 0) < 500:
        yield from tried.unseen()


def _has_reached_out(tried: TriedAccess) -> bool:
    code = (tried.call.code or "").replace("_", "").lower()
    is_of_provider = tried.call.origin == "provider-gateway" or "serverproxy" in code
    return is_of_provider and any(word in code for word in _REACHED_OUT)


GOOD = [
    read(Attempt.FOREIGN_ADDRESS, 400, "caller", "client.invalid_request", size=60),
    read(Attempt.FOREIGN_ADDRESS, 200),
]
BAD = {
    "the hub went looking for an address that the service never registered: server.serverproxy.network_error": (
        read(Attempt.FOREIGN_ADDRESS, 500, "provider-gateway", "server.serverproxy.network_error")
    ),
    "the hub went looking for an address that the service never registered: Server.ServerProxy.NetworkError": (
        read(Attempt.FOREIGN_ADDRESS, 500, "provider-gateway", "Server.ServerProxy.NetworkError")
    ),
}
IRRELEVANT = [read(Attempt.STRANGER, 200)]
UNKNOWN = [
    read(Attempt.FOREIGN_ADDRESS, 500, "consumer-gateway", "server.clientproxy.internal_error"),
    read(Attempt.FOREIGN_ADDRESS, 500, "provider-gateway", "server.serverproxy.access_denied"),
]
