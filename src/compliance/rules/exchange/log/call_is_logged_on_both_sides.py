"""A call is in the logs of both its sides.

Broken: A call is missing in the log of one side

What one side alone has logged is its word against the other's.

To mend it, let both gateways log every call under its message id, also where it fails.

Shows whether the log held both entries of a test call once it said that it was complete up to then. Does not show how
long they are kept.
"""

from collections.abc import Iterator

from compliance.model.derived.transaction_pair import TransactionPair
from compliance.model.grades import Proof
from compliance.model.observation import Side
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.exchange.log._entries import CALL, entry, logged


def is_answered_test_call(pair: TransactionPair) -> bool:
    """Return whether it is a call of our own that reached the service, so that both sides know of it."""
    return pair.call is not None and pair.call.origin == "provider"


@rule(
    "ND278-2025.D13",
    "ND224-2026.D27.K3.D",
    "ND47-2020.D45.K2",
    proof=Proof.INDICATIVE,
    when=is_answered_test_call,
)
def call_is_logged_on_both_sides(pair: TransactionPair) -> Iterator[Violation]:
    for side, leg in ((Side.CONSUMER, pair.consumer), (Side.PROVIDER, pair.provider)):
        if leg is None:
            yield Violation("the {side} has no entry of a call that was answered", at=pair, key=side, side=side)


GOOD = [logged(CALL, entry(), entry(Side.PROVIDER))]
BAD = {
    "the consumer has no entry of a call that was answered": logged(CALL, entry(Side.PROVIDER)),
    "the provider has no entry of a call that was answered": logged(CALL, entry()),
}
IRRELEVANT = [logged(entry(), entry(Side.PROVIDER))]
UNKNOWN = [logged(CALL)]
