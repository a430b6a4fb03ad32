"""Access logs line by line: the combined format of nginx and Apache, and JSON lines; a log may hold both."""

from collections.abc import Iterator
from io import BufferedIOBase
from typing import Final

from compliance.loading.traffic.json_lines import call_of_json
from compliance.loading.traffic.streams import DAMAGED, UNPACKING
from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.model.traffic.call import Call

LONGEST_LINE: Final = 65_536
_TOO_LONG: Final = Message.of("the line is longer than {limit} bytes", limit=LONGEST_LINE)
_NO_LOG: Final = Message.of(
    'the line is neither of the combined format (ADDRESS - USER [TIME] "METHOD PATH HTTP/1.1" STATUS …) nor JSON'
)
# host, identity, user, [time], "request", status: what follows, such as size, referrer and client, is not looked at.
# A quotation mark within the request is written \" by Apache and \x22 by nginx.
COMBINED: Final = late(
    rb'(?:\S+ ){1,2}\S[^\[\]"]{0,300} \[[^\[\]"]{1,60}\] "([^"\\]*(?:\\.[^"\\]*)*)" ([0-9]{3}|-)(?![^\s])'
)
# The same for most lines, read at once: no blank in the user, nothing escaped, a request of HTTP.
_USUAL: Final = late(rb'\S+ \S+ \S+ \[[^\[\]"]{1,60}\] "([A-Z]{1,20}) ([^\s"\\]+) HTTP/[0-9.]{1,5}" ([0-9]{3})(?!\S)')
_REQUEST: Final = late(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}) (\S+)(?: HTTP/[0-9.]{1,5})?")
_ESCAPED: Final = late(r"\\x(?=[0-9A-Fa-f]{2})")

Line = tuple[int, "Call | Message"]


def calls_of_log(stream: BufferedIOBase) -> Iterator[Line]:
    """Yield the number of each line, from 1, with the call that it records, or why it is not understood.

    Empty lines are passed over. A line that is too long is not held.
    """
    number = 0
    try:
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                _skip_line(stream, line)
                yield number, _TOO_LONG
            elif not line.isspace():
                yield number, _call(line)
    except UNPACKING:
        yield number + 1, DAMAGED


def _call(line: bytes) -> Call | Message:
    if line.startswith((b"{", b" {", b"\xef\xbb\xbf{")):
        return call_of_json(line)
    usual = _USUAL.match(line)
    if usual is not None:
        method, target, status = usual.groups()
        return Call(method.decode("ascii"), target.decode("utf-8", "replace"), int(status))
    found = COMBINED.match(line)
    if found is None:
        return _NO_LOG
    request, written = found.groups()
    return call_of_request(request, 0 if written == b"-" else int(written))


def call_of_request(request: bytes, status: int) -> Call:
    """Return the call of a request line; one without a target if it is none of HTTP, which servers log too."""
    parts = _REQUEST.fullmatch(request)
    if parts is None:
        return Call("-", "", status)
    target = parts[2].decode("utf-8", "replace")
    if "\\" in target:
        target = _ESCAPED.sub("%", target)
    return Call(parts[1].decode("ascii"), target, status)


def _skip_line(stream: BufferedIOBase, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)
