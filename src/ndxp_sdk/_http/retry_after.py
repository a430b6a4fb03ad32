"""Read Retry-After (RFC 9110, 10.2.3) in every form in which servers send it.

Whatever cannot be read is taken for a longer wait, never for none, and none lasts for ever.
"""

import re
import time
from collections.abc import Iterator
from datetime import UTC
from typing import Final

from ndxp_sdk._http.response import Response

# Because nobody waits for longer, and a clock that is set wrongly or a number that overflows must not end all calls.
LONGEST: Final = 86_400.0
# Because a server that asks for a rest nobody can read has asked for one all the same.
UNREADABLE: Final = 60.0
_OVERLOADED: Final = frozenset({429, 503})
_NUMBER: Final = re.compile(r"\+?([0-9]+)(?:\.([0-9]*))?")
_WEEKDAY: Final = re.compile(r"(?i)\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*")


def retry_after_of(answer: Response) -> float | None:
    """Return the longest wait that the fields of `answer` ask for, in seconds up to LONGEST; None if none is named.

    A date counts from the answer's own Date, and from the clock of this machine where that is missing or later. What
    cannot be read is UNREADABLE seconds with a status that asks for rest, 429 or 503, and nothing with any other.

    >>> from ndxp_sdk._http.response import Headers
    >>> retry_after_of(Answer(503, Headers([(b"Retry-After", b"120, 30")]), b""))
    120.0
    """
    given = answer.headers.get_list("Retry-After")
    if not given:
        return None
    waits = [_wait(entry, answer) for value in given for entry in _entries(value)]
    if answer.status in _OVERLOADED:
        waits = [UNREADABLE if wait is None else wait for wait in waits]
    return max((wait for wait in waits if wait is not None), default=None)


def seconds_of(value: object) -> float | None:
    """Return a number of seconds, of JSON or as text, from 0 up to LONGEST; None if it is none."""
    if isinstance(value, str):
        return _number(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        return None
    return float(min(value, LONGEST))


def seconds_of_date(text: str | None) -> float | None:
    """Return a date of HTTP, in each of its three forms, as seconds of the epoch; None if it is none."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few answers have a date to count from

    try:
        moment = parsedate_to_datetime(text or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, IndexError):
        return None


def _entries(value: str) -> Iterator[str]:
    """Split a list; a date holds a comma of its own after the day of the week."""
    parts = iter(value.strip(", \t").split(","))
    for part in parts:
        yield f"{part},{next(parts, '')}" if _WEEKDAY.fullmatch(part) else part


def _wait(entry: str, answer: Response) -> float | None:
    text = entry.strip()
    number = _number(text)
    if number is not None:
        return number
    until = seconds_of_date(text)
    if until is None:
        return None
    told = seconds_of_date(answer.headers.get("Date"))
    begun = told if told is not None and told < until else time.time()
    return min(LONGEST, max(0.0, until - begun))


def _number(text: str) -> float | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    whole = found[1].lstrip("0")
    # because a number of forty digits is no float that anybody can wait for
    return LONGEST if len(whole) > 6 else min(LONGEST, float(f"{whole or 0}.{(found[2] or '0')[:6]}"))
