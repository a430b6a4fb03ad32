"""A registered client without an agreement gets no data through the hub.

Broken: A client without an agreement got data

Being known to the hub is no right to the data of others.

To mend it, take the client off the access list of the service, and give rights by agreement only.

Shows what one client without an agreement was answered. Does not show who keeps the access list, the platform or the
hub: a stranger let in is the breach of whoever keeps it.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_access import TriedAccess, by
from compliance.model.observation import Attempt
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.access._clients import tried as read
from compliance.rules.exchange.access._clients import without_need


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "ND278-2025.D7.K1", "GP.PR-REST", when=by(Attempt.STRANGER))
def stranger_is_refused(tried: TriedAccess) -> Iterator[Violation | Unknown]:
    if tried.trial is not None and tried.trial.is_agreed:
        yield Unknown("the catalogue knows an agreement of {client} in force", at=tried, client=tried.call.client)
    elif tried.gave_data:
        call = tried.call
        template = "{client} has no agreement and got {status} with {size} bytes; a refusal is required"
        yield Violation(template, at=tried, client=call.client, status=call.status or 0, size=call.body_size)
    else:
        yield from tried.unseen()


GOOD = [
    read(Attempt.STRANGER, 500, "provider-gateway", "server.serverproxy.access_denied", size=0),
    read(Attempt.STRANGER, 403),
]
BAD = {
    "VN/GOV/EXAMPLE/portal has no agreement and got 200 with 120 bytes; a refusal is required": (
        read(Attempt.STRANGER, 200)
    ),
}
IRRELEVANT = [*without_need(Attempt.STRANGER), read(Attempt.GRANTED, 200)]
UNKNOWN = [
    read(Attempt.STRANGER, 500, "provider-gateway"),
    read(Attempt.STRANGER, None, "network"),
    read(Attempt.STRANGER, 200, is_agreed=True),
]
