"""A client with an agreement in force is not refused for want of rights.

Broken: A client with an agreement is refused

An agreement that the access list does not know is a promise on paper: its client goes back to asking in writing.

To mend it, enter the client of every agreement in force into the access list of the service.

Shows what one client was answered for one read; where the catalogue does not tell, that it has an agreement is the word
of who named it. Does not show other clients, nor whether the agreement covers more.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_access import TriedAccess
from compliance.model.grades import Proof
from compliance.model.observation import Attempt
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.access._clients import tried as read


def is_granted(tried: TriedAccess) -> bool:
    return tried.attempt is Attempt.GRANTED


@rule("ND278-2025.D7.K1", proof=Proof.INDICATIVE, when=is_granted)
def granted_client_can_call(tried: TriedAccess) -> Iterator[Violation | Unknown]:
    if tried.trial is None or not tried.trial.is_refusal_of_access:
        yield from tried.unseen()
    elif tried.trial.is_agreed is False:
        yield Unknown("the catalogue knows no agreement of {client} in force", at=tried, client=tried.call.client)
    else:
        call = tried.call
        template = "{client} has an agreement and was refused for want of rights: {code}"
        yield Violation(template, at=tried, client=call.client, code=call.code or call.status or "-")


_DENIED = (500, "provider-gateway", "server.serverproxy.access_denied")
GOOD = [read(Attempt.GRANTED, 200), read(Attempt.GRANTED, 404)]
BAD = {
    "VN/GOV/EXAMPLE/portal has an agreement and was refused for want of rights: server.serverproxy.access_denied": (
        read(Attempt.GRANTED, *_DENIED)
    ),
}
IRRELEVANT = [read(Attempt.STRANGER, *_DENIED)]
UNKNOWN = [read(Attempt.GRANTED, 500, "provider-gateway"), read(Attempt.GRANTED, *_DENIED, is_agreed=False)]
