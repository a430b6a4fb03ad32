"""The signed container of a call can be had and names its message.

Broken: There is no signed evidence of a call

Who has to prove years later what was exchanged needs more than a line in a log.

To mend it, keep the signed messages of every call, time-stamp them, and hand them out to both sides.

Shows that the container of one request came and holds its message id. Does not show that its signature is valid, nor
how long it is kept.
"""

from collections.abc import Iterator

from compliance.model.observation import Side, Transaction
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.exchange.log._entries import entry


def is_of_the_consumer(transaction: Transaction) -> bool:
    """Return whether it is the leg of the test's own side, for which evidence is asked."""
    return transaction.side is Side.CONSUMER


@rule("GP.UG-SIGDOC", when=is_of_the_consumer)
def evidence_can_be_fetched(transaction: Transaction) -> Iterator[Violation | Unknown]:
    if transaction.is_evidenced is None:
        yield Unknown("the message bears no time-stamp yet, or nobody asked for its container", at=transaction)
    elif not transaction.is_evidenced:
        yield Violation("no signed container of the call can be had that names its message", at=transaction)


GOOD = [entry(is_evidenced=True)]
BAD = {"no signed container of the call can be had that names its message": entry(is_evidenced=False)}
IRRELEVANT = [entry(Side.PROVIDER)]
UNKNOWN = [entry()]
