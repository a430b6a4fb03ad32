"""A record in the log says who asked whom for what, and how it ended.

Broken: A record in the log lacks what was asked or how it ended

What the log does not say nobody can account for.

To mend it, let the log take these fields from the message.

Shows one log record. Does not show that every exchange is logged.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.observation import Side, Transaction
from compliance.model.rule import rule
from compliance.model.violation import Violation

_FIELDS = ("message_id", "logged_at", "client", "service", "outcome", "sizes")


@rule("ND278-2025.D13", "ND224-2026.D27.K3.D")
def log_record_is_complete(transaction: Transaction) -> Iterator[Violation]:
    for field in _FIELDS:
        if getattr(transaction, field) is None:
            yield Violation("the log does not say {field}", at=transaction, key=field, field=field)
    if transaction.agreement is None and transaction.purpose is None:
        yield Violation("the log names neither agreement nor purpose", at=transaction)


_LOG, _TIME = "https://hub.example/log", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
_KNOWN = {"client": "VN/GOV/G12/tax", "service": "VN/GOV/G14/households", "outcome": "200", "sizes": (10, 2048)}
GOOD = [Transaction(_LOG, Side.PROVIDER, "m-1", _TIME, **_KNOWN, agreement="TT-1")]
BAD = {
    "the log does not say sizes": Transaction(
        _LOG, Side.PROVIDER, "m-1", _TIME, **{**_KNOWN, "sizes": None}, purpose="lookup"
    ),
    "the log names neither agreement nor purpose": Transaction(_LOG, Side.CONSUMER, "m-1", _TIME, **_KNOWN),
}
