"""The clock of the platform is right.

Broken: The clock of the platform is off

Logs of two sides can be held against each other only if their clocks agree, and tokens expire by the clock.

To mend it, synchronise the clock of every server with a time service, and send `Date` with every answer.

Shows the difference between `Date` and the clock of the machine that looked, the time of the request allowed for. Does
not show which of the two is wrong: see that the clock of that machine is right. Answers from a cache are left out.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from compliance.model.grades import Proof
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Violation

_TOLERANCE: Final = timedelta(seconds=60)
_RESOLUTION: Final = timedelta(seconds=1)


def is_fresh(exchange: HttpExchange) -> bool:
    """Return whether it is an answer that has to carry the time (RFC 9110, 6.6.1), and no cache kept it (5.1)."""
    status = exchange.status or 500
    return 200 <= status < 500 and exchange.looked_at is not None and exchange.header("age") in {None, "0"}


@rule("NDX-SEC-05", "GP.RFC9110", when=is_fresh, proof=Proof.INDICATIVE)
def clock_is_right(exchange: HttpExchange) -> Iterator[Violation]:
    sent = exchange.header("date")
    if sent is None:
        yield Violation("no Date is sent (answers: {count})", at=exchange.server, is_counted=True)
    elif (told := _moment(sent)) is None:
        yield Violation("the Date that is sent cannot be read (answers: {count})", at=exchange.server, is_counted=True)
    elif (seconds := _seconds_off(told, exchange)) != 0:
        template = "the clock is {seconds} seconds behind ours, at most 60 are allowed"
        if seconds > 0:
            template = "the clock is {seconds} seconds ahead of ours, at most 60 are allowed"
        yield Violation(template, at=exchange, seconds=abs(seconds))


def _seconds_off(told: datetime, exchange: HttpExchange) -> int:
    """Return by how many seconds it is ahead, or behind if negative; 0 if that can be the way or the resolution."""
    until = exchange.looked_at or told
    since = until - timedelta(milliseconds=exchange.elapsed_ms or 0) - _RESOLUTION
    if told > until + _TOLERANCE:
        return round((told - until).total_seconds())
    if told < since - _TOLERANCE:
        return -round((since - told).total_seconds())
    return 0


def _moment(sent: str) -> datetime | None:
    """Return the moment in a field of HTTP; a time without a zone is UTC."""
    try:
        moment = parsedate_to_datetime(sent)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_SEEN = datetime(2026, 11, 20, 8, 0, 10, tzinfo=UTC)


def _answer(date: str | None, status: int = 200) -> HttpExchange:
    headers = () if date is None else (("date", date),)
    return HttpExchange(
        "GET", "https://a.example/v1/households", status, headers=headers, elapsed_ms=4000, looked_at=_SEEN
    )


GOOD = [
    _answer("Fri, 20 Nov 2026 08:00:10 GMT"),
    _answer("Fri, 20 Nov 2026 08:01:10 GMT"),
    _answer("Fri, 20 Nov 2026 07:59:06 GMT"),
    _answer("Fri, 20 Nov 2026 15:00:10 +0700"),
]
BAD = {
    "the clock is 110 seconds ahead of ours, at most 60 are allowed": _answer("Fri, 20 Nov 2026 08:02:00 GMT"),
    "the clock is 3605 seconds behind ours, at most 60 are allowed": _answer("Fri, 20 Nov 2026 07:00:00 GMT"),
    "no Date is sent (answers: 1)": _answer(None),
    "the Date that is sent cannot be read (answers: 1)": _answer("today"),
}
IRRELEVANT = [
    _answer(None, 503),
    HttpExchange(
        "GET",
        "https://a.example/v1",
        200,
        headers=(("age", "300"), ("date", "Fri, 20 Nov 2026 07:00:00 GMT")),
        looked_at=_SEEN,
    ),
    HttpExchange("GET", "https://a.example/v1", 200),
]
