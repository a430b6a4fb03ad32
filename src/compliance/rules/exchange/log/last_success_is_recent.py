"""A connection in use has exchanged data lately.

Broken: A connection declared in use has exchanged nothing of late

A connection over which nothing passes serves nobody, whatever the contract says.

To mend it, find out why nobody calls, or correct the state of the connection in the record.

Shows when the service last answered well through the hub, whoever asked, a test of this kind too. Does not show how
much was exchanged: where the record says how often data passes, that counts, otherwise 30 days.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from compliance.model.grades import Proof
from compliance.model.observation import ActivitySummary
from compliance.model.rule import rule
from compliance.model.text import local_day
from compliance.model.violation import Violation

_USUAL_DAYS: Final = 30


def is_in_use(summary: ActivitySummary) -> bool:
    return summary.is_in_use


@rule("ND278-2025.D13", "CV2765-2024.C", proof=Proof.INDICATIVE, when=is_in_use)
def last_success_is_recent(summary: ActivitySummary) -> Iterator[Violation]:
    days = summary.period_days or _USUAL_DAYS
    if summary.last_success is None:
        yield Violation("the hub knows of no successful exchange with the service", at=summary)
    elif (local_day(summary.until) - local_day(summary.last_success)).days > days:
        template = "the last successful exchange was on {date}; at most {days} day(s) may pass"
        yield Violation(template, at=summary, date=local_day(summary.last_success), days=days)


_NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
_OF = ("https://hub.example", "*", "VN/GOV/G12/household-business/households", _NOW - timedelta(minutes=10), _NOW)
GOOD = [
    ActivitySummary(*_OF, last_success=_NOW - timedelta(days=29)),
    ActivitySummary(*_OF, last_success=_NOW - timedelta(days=80), period_days=92),
]
BAD = {
    "the hub knows of no successful exchange with the service": ActivitySummary(*_OF),
    "the last successful exchange was on 29 October 2026; at most 30 day(s) may pass": (
        ActivitySummary(*_OF, last_success=_NOW - timedelta(days=31))
    ),
    "the last successful exchange was on 20 November 2026; at most 7 day(s) may pass": (
        ActivitySummary(*_OF, last_success=_NOW - timedelta(days=9), period_days=7)
    ),
}
IRRELEVANT = [ActivitySummary(*_OF, is_in_use=False)]
