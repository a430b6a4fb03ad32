"""An entry of the log tells who got what, when, on what ground and how it ended.

Broken: An entry of the log is incomplete

A log answers questions of years later; what was not written down then cannot be asked for any more.

To mend it, log time, action, client, service, agreement or purpose, message id, outcome and sizes of every call.

Shows the entries of test calls. Does not show who acted in the name of the client: the test calls name nobody.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.observation import Side, Transaction
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Violation
from compliance.rules.exchange.log._entries import entry

_ALWAYS: Final[Mapping[str, Message]] = {
    "logged_at": Message.of("the time"),
    "action": Message.of("the action"),
    "client": Message.of("the client"),
    "service": Message.of("the service"),
    "message_id": Message.of("the message id"),
    "outcome": Message.of("the outcome"),
}
_GROUND: Final = Message.of("agreement or purpose")
_SIZES: Final = Message.of("the sizes")


@rule(
    "ND278-2025.D13",
    "ND224-2026.D27.K3.D",
    "ND47-2020.D45.K2",
    "QD1425-2026.P2.LOG",
    "TCVN14423-2026.LOGFIELDS",
    "GP.PR-OPMON",
)
def log_record_is_complete(transaction: Transaction) -> Iterator[Violation]:
    for name, part in _missing(transaction):
        template = "the entry of the {side} does not tell {part}"
        yield Violation(template, at=transaction, key=name, side=transaction.side, part=part)


def _missing(transaction: Transaction) -> Iterator[tuple[str, Message]]:
    """Yield what is missing; ground and sizes are there only where the service was called."""
    yield from ((name, part) for name, part in _ALWAYS.items() if getattr(transaction, name) is None)
    if transaction.outcome == "succeeded" and transaction.agreement is None and transaction.purpose is None:
        yield "agreement", _GROUND
    if transaction.outcome == "succeeded" and transaction.sizes is None:
        yield "sizes", _SIZES


GOOD = [
    entry(),
    entry(Side.PROVIDER, purpose=None),
    entry(agreement=None, purpose=None, sizes=None, outcome="refused"),
]
BAD = {
    "the entry of the consumer does not tell the time": entry(logged_at=None),
    "the entry of the provider does not tell the action": entry(Side.PROVIDER, action=None),
    "the entry of the consumer does not tell the client": entry(client=None),
    "the entry of the consumer does not tell the service": entry(service=None),
    "the entry of the consumer does not tell the message id": entry(message_id=None),
    "the entry of the consumer does not tell the outcome": entry(outcome=None),
    "the entry of the consumer does not tell agreement or purpose": entry(agreement=None, purpose=None),
    "the entry of the consumer does not tell the sizes": entry(sizes=None),
}
