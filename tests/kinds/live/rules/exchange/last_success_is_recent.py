"""A connection in use has exchanged data of late.

Broken: A connection in use has exchanged nothing of late

A connection that nobody uses is none.

To mend it, use the connection, or correct the record.

Shows what the statistics say. Does not show what was exchanged.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from compliance.model.grades import Proof
from compliance.model.observation import ActivitySummary
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_in_use(summary: ActivitySummary) -> bool:
    return summary.is_in_use


@rule("ND278-2025.D13", "CV2765-2024.C", proof=Proof.INDICATIVE, when=is_in_use)
def last_success_is_recent(summary: ActivitySummary) -> Iterator[Violation]:
    days = summary.period_days or 30
    if summary.last_success is None or summary.until - summary.last_success > timedelta(days=days):
        yield Violation("nothing was exchanged within {days} days", at=summary, days=days)


_SINCE, _DAY, _UNTIL = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 10, 12))
_OF = ("https://hub.example", "VN/GOV/G12/tax", "VN/GOV/G14/households", _SINCE, _UNTIL)
GOOD = [ActivitySummary(*_OF, succeeded=7, last_success=_DAY, period_days=90)]
BAD = {
    "nothing was exchanged within 30 days": ActivitySummary(*_OF, succeeded=7, last_success=_DAY),
    "nothing was exchanged within 7 days": ActivitySummary(*_OF, failed=3, period_days=7),
}
IRRELEVANT = [ActivitySummary(*_OF, is_in_use=False)]
