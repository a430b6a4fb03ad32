"""The ways in which a server answers: honest ones, and those after which nobody knows whose the next answer is.

One more is one more function with @way in front; its name, with dashes, is that of the way.
"""

import socket
from collections.abc import Callable
from typing import Any

from tools.desynchronised import STRAY, Talk, Way

WAYS: dict[str, Way] = {}
CHUNKED = b"Transfer-Encoding: chunked\r\n"
TIMED_OUT = STRAY.replace(b"200 OK", b"408 Request Timeout")


def way(**traits: Any) -> Callable[[Callable[[Talk], None]], None]:
    """Enters a function into the table."""

    def enter(speak: Callable[[Talk], None]) -> None:
        WAYS[speak.__name__.replace("_", "-")] = Way(speak, **traits)

    return enter


def says(name: str, sent: Callable[[Talk], tuple[bytes, ...]], **traits: Any) -> None:
    """Enters a way that sends all at once."""

    def speak(talk: Talk) -> None:
        talk.send(*sent(talk))

    WAYS[name] = Way(speak, **traits)


def late(name: str, sent: Callable[[Talk], bytes], after: bytes, **traits: Any) -> None:
    """Enters a way that sends something more when the call is over."""

    def speak(talk: Talk) -> None:
        talk.send(sent(talk))
        talk.wait()
        talk.send(after)

    WAYS[name] = Way(speak, is_late=True, **traits)


def lengthless(talk: Talk, status: bytes, fields: bytes = b"") -> bytes:
    """An answer that ends with its header."""
    return status + b"\r\n" + talk.fields + fields + b"\r\n"


HEAD, NONE, SAME = b"HTTP/1.1 200 OK", b"HTTP/1.1 204 No Content", b"HTTP/1.1 304 Not Modified"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
SIZE = b"Content-Length: 16\r\n"

# Honest: the connection is used again.
says("length", lambda talk: (talk.answer(),), is_honest=True)
says("post", lambda talk: (talk.answer(),), is_honest=True, method="POST")
says("empty", lambda talk: (talk.answer(b""),), is_honest=True)
says("chunks", lambda talk: (talk.chunked(),), is_honest=True)
says("trailers", lambda talk: (talk.chunked(b"0\r\nX-Sum: 1\r\nX-End: 2\r\n\r\n"),), is_honest=True)
says("in-halves", lambda talk: (talk.answer()[:20], talk.answer()[20:]), is_honest=True)
says("no-content", lambda talk: (lengthless(talk, NONE),), is_honest=True)
says("no-content-zero", lambda talk: (lengthless(talk, NONE, b"Content-Length: 0\r\n"),), is_honest=True)
says("not-modified", lambda talk: (lengthless(talk, SAME, SIZE),), is_honest=True, may_fail=True)
says("head", lambda talk: (lengthless(talk, HEAD, SIZE),), is_honest=True, method="HEAD")
says("head-chunked", lambda talk: (lengthless(talk, HEAD, CHUNKED),), is_honest=True, method="HEAD")
says("hints", lambda talk: (HINTS, HINTS, talk.answer()), is_honest=True)
says("continue", lambda talk: (b"HTTP/1.1 100 Continue\r\n\r\n", talk.answer()), is_honest=True, method="POST")

# Honest, and the last on its connection.
says(
    "close",
    lambda talk: (talk.answer(fields=b"Connection: close\r\nContent-Length: %d\r\n" % len(talk.text)),),
    is_last=True,
)
says("old", lambda talk: (talk.answer(status=b"HTTP/1.0 200 OK"),), is_last=True)
says("until-the-end", lambda talk: (talk.answer(fields=b"X-A: b\r\n"),), is_last=True)

# More than one answer.
says("double", lambda talk: (talk.answer() + STRAY,))
says("triple", lambda talk: (talk.answer() + STRAY + STRAY,))
says("double-in-records", lambda talk: (talk.answer(), STRAY))
says("double-of-chunks", lambda talk: (talk.chunked() + STRAY,))
says("double-after-trailers", lambda talk: (talk.chunked(b"0\r\nX-Sum: 1\r\n\r\n") + STRAY,))
says("double-that-ends-as-chunks", lambda talk: (talk.chunked() + b"HTTP/1.1 204 X\r\nX-For: nobody\r\n\r\n",))
says("double-of-post", lambda talk: (talk.answer() + STRAY,), method="POST")
says("double-of-old", lambda talk: (talk.answer(status=b"HTTP/1.0 200 OK") + STRAY,))
says(
    "double-after-close",
    lambda talk: (talk.answer(fields=b"Connection: close\r\nContent-Length: %d\r\n" % len(talk.text)), STRAY),
)
says("interim-behind", lambda talk: (talk.answer() + HINTS,))
says("timed-out-behind", lambda talk: (talk.answer() + TIMED_OUT,))
late("one-more", Talk.answer, STRAY)
late("one-more-after-chunks", Talk.chunked, STRAY)
late("one-more-after-nothing", lambda talk: lengthless(talk, NONE), STRAY)
late("timed-out", Talk.answer, TIMED_OUT)
late("interim", Talk.answer, HINTS)
late("half-of-one-more", Talk.answer, STRAY[:40])

# Bodies where none belongs, or longer than said.
says("no-content-body", lambda talk: (lengthless(talk, NONE) + STRAY,))
says("no-content-length", lambda talk: (lengthless(talk, NONE, SIZE),))
says("no-content-chunked", lambda talk: (lengthless(talk, NONE, CHUNKED),))
says("not-modified-body", lambda talk: (lengthless(talk, SAME, SIZE) + STRAY,), may_fail=True)
says("head-body", lambda talk: (lengthless(talk, HEAD, SIZE) + STRAY,), method="HEAD")
late("head-body-later", lambda talk: lengthless(talk, HEAD, SIZE), b'{"for":"nobody"}', method="HEAD")
late("no-content-body-later", lambda talk: lengthless(talk, NONE), b'{"for":"nobody"}')
says("longer", lambda talk: (talk.answer() + b'{"for":"nobody"}',))
says("line-behind", lambda talk: (talk.answer() + b"\r\n",))
says("byte-behind", lambda talk: (talk.answer() + b"\0",))
says("end-of-chunks-behind", lambda talk: (talk.answer() + b"0\r\n\r\n",))
late("longer-later", Talk.answer, b'{"for":"nobody"}')
late("chunk-behind", Talk.chunked, b"5\r\nabcde\r\n0\r\n\r\n")

# Ends that another reader finds elsewhere.
LEN = b"Content-Length: %d\r\n"
says(
    "two-framings",
    lambda talk: (talk.answer(b"%x\r\n%b\r\n0\r\n\r\n" % (len(talk.text), talk.text), fields=LEN % 5 + CHUNKED),),
)
says(
    "two-framings-backwards",
    lambda talk: (talk.answer(b"%x\r\n%b\r\n0\r\n\r\n" % (len(talk.text), talk.text), fields=CHUNKED + LEN % 5),),
)
says("same-length-twice", lambda talk: (talk.answer(fields=LEN % len(talk.text) * 2),))
says(
    "length-in-a-list",
    lambda talk: (talk.answer(fields=b"Content-Length: %d, %d\r\n" % (len(talk.text), len(talk.text))),),
)
says("folded", lambda talk: (talk.answer(fields=b"X-A: b\r\n  c\r\n" + LEN % len(talk.text)),))
says("folded-with-tab", lambda talk: (talk.answer(fields=b"X-A: b\r\n\tc\r\n" + LEN % len(talk.text)),))
says("bare-line-feed", lambda talk: (talk.answer(fields=b"X-A: b\nX-C: d\r\n" + LEN % len(talk.text)),))
says("bare-line-feeds", lambda talk: (talk.answer(b"").replace(b"\r\n", b"\n"),))
says(
    "header-ends-early",
    lambda talk: (talk.answer(fields=LEN % len(talk.text) + b"X-A: b\n")[: -len(talk.text) - 2] + b"\n" + talk.text,),
)
says("chunks-end-bare", lambda talk: (talk.chunked(b"0\r\n\n"),))
says("trailers-end-bare", lambda talk: (talk.chunked(b"0\r\nX-Sum: 1\n\r\n"),))
says("newer-version", lambda talk: (talk.answer(status=b"HTTP/1.9 200 OK"),))
FAILING = {"may_fail": True}
says("conflicting-lengths", lambda talk: (talk.answer(fields=LEN % 2 + LEN % len(talk.text)),), **FAILING)
says("conflicting-lengths-in-a-list", lambda talk: (talk.answer(fields=b"Content-Length: 2, 9\r\n"),), **FAILING)
says("chunked-twice", lambda talk: (talk.answer(b"0\r\n\r\n", fields=CHUNKED * 2) + STRAY,), **FAILING)
says("unknown-coding", lambda talk: (talk.answer(fields=b"Transfer-Encoding: chunked, identity\r\n"),), **FAILING)
says("broken-chunk", lambda talk: (talk.answer(b"5\r\n12345xx" + STRAY, fields=CHUNKED),), **FAILING)
says("space-before-colon", lambda talk: (talk.answer(fields=b"Content-Length : 2\r\n"),), **FAILING)
says(
    "bare-return",
    lambda talk: (talk.answer(fields=b"X-A: b\rContent-Length: 2\r\n" + LEN % len(talk.text)),),
    **FAILING,
)
says(
    "interim-with-a-body",
    lambda talk: (HINTS[:-2] + b"Content-Length: %d\r\n\r\n" % len(STRAY), STRAY + talk.answer()),
    **FAILING,
)
says("interim-in-chunks", lambda talk: (HINTS[:-2] + CHUNKED + b"\r\n" + STRAY + talk.answer(),), **FAILING)
says("interim-bare", lambda talk: (HINTS.replace(b"\r\n", b"\n") + talk.answer(),), **FAILING)
says("switched", lambda _: (b"HTTP/1.1 101 X\r\nUpgrade: x\r\n\r\n" + STRAY,), **FAILING)
says("no-http", lambda _: (b'{"for":"nobody"}\r\n\r\n' + STRAY,), **FAILING)


@way(is_late=True)
def part_of_a_record(talk: Talk) -> None:
    """The answer, and behind it, at once, the beginning of what TLS makes of another."""
    more = talk.wire.coded(talk.answer())
    other = talk.wire.coded(STRAY)
    talk.wire.write(more + other[:30])
    talk.wait()
    talk.wire.write(other[30:])


@way(is_late=True)
def split_answers(talk: Talk) -> None:
    """Two answers, cut in the middle of the second."""
    both = talk.answer() + STRAY
    talk.send(both[:30])
    talk.send(both[30:-40])
    talk.wait()
    talk.send(both[-40:])


@way(is_late=True)
def end_later(talk: Talk) -> None:
    """The server hangs up when the answer has been read."""
    talk.send(talk.answer())
    talk.wait()
    talk.wire.stream.shutdown(socket.SHUT_WR)


@way(may_fail=True)
def stalled(talk: Talk) -> None:
    """Half an answer; the rest, and one more, when the call has been given up."""
    whole = talk.answer(talk.text + b" " * 200)
    talk.send(whole[:-100])
    talk.wait()
    talk.send(whole[-100:] + STRAY)


@way(method="POST", is_early=True, may_fail=True)
def answered_before_the_body(talk: Talk) -> None:
    """The answer comes before the request is complete; what follows of it is taken for another one."""
    talk.send(talk.answer())


@way(method="POST", is_early=True, may_fail=True)
def refused_before_the_body(talk: Talk) -> None:
    """The same, with a status that says why."""
    talk.send(talk.answer(status=b"HTTP/1.1 413 Content Too Large"))
