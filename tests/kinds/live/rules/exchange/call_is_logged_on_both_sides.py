"""A call is logged by who asked and by who answered.

Broken: A call is logged on one side only

Only two logs can contradict each other.

To mend it, switch the log on at the side that lacks it.

Shows the logs up to the moment at which they were complete. Does not show later calls.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from compliance.model.derived.transaction_pair import TransactionPair
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.observation import HubCall, Side, Transaction
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_a_test_call(pair: TransactionPair) -> bool:
    return pair.call is not None


@rule("ND278-2025.D13", "ND47-2020.D45.K2", proof=Proof.INDICATIVE, when=is_a_test_call)
def call_is_logged_on_both_sides(pair: TransactionPair) -> Iterator[Violation | Unknown]:
    made = pair.call.looked_at if pair.call else None
    if any(made and leg.complete_until and leg.complete_until < made for leg in pair.legs):
        yield Unknown("the logs are not complete up to the call {id}", at=pair, id=pair.message_id)
        return
    for side, leg in ((Side.CONSUMER, pair.consumer), (Side.PROVIDER, pair.provider)):
        if leg is None:
            yield Violation("the {side} has not logged {id}", at=pair, key=side, side=side, id=pair.message_id)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: households}]\nconnections: []\n"
_TIME = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
_CALL = HubCall("https://hub.example", "h", "c", "GET", "/x", 200, message_id="m-1", looked_at=_TIME)
_CONSUMER, _PROVIDER = (Transaction("https://hub.example/log", side, "m-1", _TIME) for side in Side)
_EARLY = Transaction("https://hub.example/log", Side.CONSUMER, "m-1", complete_until=_TIME - timedelta(hours=1))
GOOD = [Platform(_RECORD, observations=(_CALL, _PROVIDER, _CONSUMER))]
BAD = {
    "the provider has not logged m-1": Platform(_RECORD, observations=(_CALL, _CONSUMER)),
    "the consumer has not logged m-1": Platform(_RECORD, observations=(_CALL, _PROVIDER)),
}
IRRELEVANT = [Platform(_RECORD, observations=(_CONSUMER,))]
UNKNOWN = [Platform(_RECORD, observations=(_CALL,)), Platform(_RECORD, observations=(_CALL, _EARLY))]
