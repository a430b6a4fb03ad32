"""One range of a file (RFC 9110 §14), decided by Range and If-Range."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers

# No file has more bytes than 18 digits tell, and a number of thousands of digits is none that is read.
_RANGE: Final = re.compile(r"bytes=(?:(?P<first>[0-9]{1,18})-(?P<last>[0-9]{0,18})|-(?P<count>[0-9]{1,18}))")


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `first` to `last`, both of them included."""

    first: int
    last: int


class Unsatisfiable(ValueError):
    """The range lies outside of the file."""


def requested_span(headers: Headers, size: int, tag: str) -> Span | None:
    """Return the span to answer with, None for the whole file. Unsatisfiable where the file does not have the range.

    What is no single range of bytes is ignored, and so is a range whose If-Range is not the strong tag of the file.
    """
    match = _RANGE.fullmatch(headers.get("range", "").replace(" ", ""))
    if match is None or headers.get("if-range", tag) != tag or _is_known(headers, tag):
        return None
    if match["count"] is not None:
        first, last = max(size - int(match["count"]), 0), size - 1
    else:
        first, last = int(match["first"]), min(int(match["last"] or size - 1), size - 1)
    if match["first"] and match["last"] and int(match["last"]) < int(match["first"]):
        return None
    if first >= size or match["count"] == "0":
        raise Unsatisfiable(f"bytes */{size}")
    return Span(first, last)


def _is_known(headers: Headers, tag: str) -> bool:
    """Return whether If-None-Match is going to be answered by 304, which comes before Range (RFC 9110 §13.2.2)."""
    known = headers.get("if-none-match", "")
    return known.strip() == "*" or tag in known
