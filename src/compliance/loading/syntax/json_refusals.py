"""What stands in JSON text that Python reads and other readers refuse, or read in another way (RFC 8259, RFC 7493)."""

import re
from collections.abc import Iterator
from math import isinf
from typing import Final

from compliance.loading.syntax.lines import Lines
from compliance.model.pattern import late
from compliance.model.source import Defect
from compliance.model.text import Message

_TOKEN: Final = late(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|-?Infinity|NaN|-?[0-9][0-9.eE+-]*+', re.DOTALL)
_ESCAPE: Final = late(
    r"\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})(?P<pair>\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.DOTALL
)
_LOW: Final = late(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}")
MOST_DIGITS: Final = 4300

BYTE_ORDER_MARK: Final = Message.of("the file begins with a byte order mark, which JSON text does not have")
NO_NUMBER: Final = Message.of("not JSON: a number that JSON does not have")
_HALF: Final = "the escape {escape} is half of a character; write the character itself, or both halves"
_HUGE: Final = "a number is too large: many readers hold it for infinite or refuse the file"
TOO_LONG: Final = Message.of("not JSON: a number has more than {limit} digits", limit=MOST_DIGITS)


def halves(text: str) -> Iterator[Defect]:
    """Yield every escape that is half of a surrogate pair without the other (RFC 8259, section 8.2)."""
    if "\\ud" not in text and "\\uD" not in text:
        return
    lines = Lines(text)
    for found in _ESCAPE.finditer(text):
        is_low = _LOW.match(text, found.start()) is not None
        if is_low or (found["high"] is not None and found["pair"] is None):
            line, column = lines.position(found.start())
            escape = text[found.start() : found.start() + 6]
            yield Defect(Message.of(_HALF, escape=escape), line, column)


def infinite_numbers(text: str) -> Iterator[Defect]:
    """Yield every number beyond what 64 bits hold (RFC 7493, section 2.2)."""
    lines = Lines(text)
    for start, token in _numbers(text):
        if isinf(_value(token)):
            yield Defect(Message.of(_HUGE), *lines.position(start))


def no_number(text: str) -> tuple[int, int]:
    """Return line and column of the first number that only Python knows: NaN or an infinity."""
    return _position(text, next((found.start() for found in _TOKEN.finditer(text) if found[0][-1] in "yN"), 0))


def too_long_number(text: str) -> tuple[int, int]:
    """Return line and column of the first number with more digits than are read."""
    return _position(text, next((start for start, token in _numbers(text) if len(token) > MOST_DIGITS), 0))


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _TOKEN.finditer(text) if found[0][-1].isdecimal())


def _value(token: str) -> float:
    try:
        return float(token)
    except ValueError:
        return 0.0


def _position(text: str, offset: int) -> tuple[int, int]:
    return Lines(text).position(offset)
