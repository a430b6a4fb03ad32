"""A client whose agreement was withdrawn gets no data through the hub.

Broken: A client whose agreement was withdrawn still got data

An agreement that was suspended or revoked and goes on working protects nobody.

To mend it, let the access list follow the state of the agreement, and say how long a change takes to arrive.

Shows what one client was answered whose agreement is said to be suspended or revoked for longer than a change takes to
arrive. Does not show how soon others are refused, nor who keeps the access list.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_access import TriedAccess, by
from compliance.model.observation import Attempt
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.access._clients import tried as read
from compliance.rules.exchange.access._clients import without_need


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", "GP.PR-REST", when=by(Attempt.WITHDRAWN))
def withdrawn_client_is_refused(tried: TriedAccess) -> Iterator[Violation | Unknown]:
    if tried.trial is not None and tried.trial.is_agreed:
        yield Unknown("the catalogue knows an agreement of {client} in force", at=tried, client=tried.call.client)
    elif tried.gave_data:
        call = tried.call
        template = "the agreement of {client} was withdrawn, and it got {status} with {size} bytes"
        yield Violation(template, at=tried, client=call.client, status=call.status or 0, size=call.body_size)
    else:
        yield from tried.unseen()


GOOD = [
    read(Attempt.WITHDRAWN, 500, "provider-gateway", "server.serverproxy.access_denied", size=0),
    read(Attempt.WITHDRAWN, 403),
]
BAD = {
    "the agreement of VN/GOV/EXAMPLE/portal was withdrawn, and it got 200 with 120 bytes": (
        read(Attempt.WITHDRAWN, 200)
    ),
}
IRRELEVANT = [*without_need(Attempt.WITHDRAWN), read(Attempt.STRANGER, 200)]
UNKNOWN = [read(Attempt.WITHDRAWN, 500, "consumer-gateway"), read(Attempt.WITHDRAWN, 200, is_agreed=True)]
