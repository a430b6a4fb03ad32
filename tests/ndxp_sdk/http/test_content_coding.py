"""Compressed bodies as servers send them: in any pieces, filled up, in several members, broken, or as bombs.

`NDXP_FUZZ` multiplies the number of random cuts; 200 in all is what the suite runs.
"""

import gzip
import itertools
import os
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ndxp_sdk import Direct, Limits
from ndxp_sdk.errors import UnexpectedAnswer
from tools.servers import Connection, serving, status

SERVICE = "VN/GOV/G12/register/households"
BODY = b'{"households": [' + b'{"code": "H1"}, ' * 400 + b"{}]}"
FUZZ = int(os.environ.get("NDXP_FUZZ", "1"))
Connect = Callable[..., Any]


def bare(body: bytes) -> bytes:
    """Deflate without the frame of zlib."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def members(body: bytes, count: int) -> bytes:
    """Gzip in that many members."""
    size = len(body) // count + 1
    return b"".join(gzip.compress(body[at : at + size]) for at in range(0, len(body), size))


FORMS = {
    "gzip": ("gzip", gzip.compress(BODY)),
    "x-gzip, upper case": (" X-GZip ", gzip.compress(BODY)),
    "zlib": ("deflate", zlib.compress(BODY)),
    "zlib, stored": ("deflate", zlib.compress(BODY, 0)),
    "zlib, small window": ("deflate", (packer := zlib.compressobj(wbits=9)).compress(BODY) + packer.flush()),
    "bare deflate": ("deflate", bare(BODY)),
    "two members": ("gzip", members(BODY, 2)),
    "many members": ("gzip", members(BODY, 50)),
    "empty members between": ("gzip", gzip.compress(b"") + members(BODY, 3) + gzip.compress(b"")),
    "filled with zeros": ("gzip", gzip.compress(BODY) + bytes(3000)),
    "zeros between members": ("gzip", gzip.compress(BODY[:99]) + bytes(512) + gzip.compress(BODY[99:]) + bytes(7)),
    "zlib filled with zeros": ("deflate", zlib.compress(BODY) + bytes(9)),
    "twice": ("gzip, gzip", gzip.compress(gzip.compress(BODY))),
    "two kinds": ("deflate, GZIP", gzip.compress(zlib.compress(BODY))),
    "identity too": ("identity, gzip", gzip.compress(BODY)),
    "identity": ("Identity", BODY),
    "empty list members": (", gzip,", gzip.compress(BODY)),
}
TORN = {
    "gzip": ("gzip", gzip.compress(BODY)),
    "zlib": ("deflate", zlib.compress(BODY)),
    "bare deflate": ("deflate", bare(BODY)),
    "twice": ("gzip, gzip", gzip.compress(gzip.compress(BODY))),
}


class Chunked:
    """Sends what it is given, in these pieces."""

    def __init__(self) -> None:
        self.fields: tuple[str, ...] = ()
        self.pieces: tuple[bytes, ...] = ()

    def __call__(self, connection: Connection) -> None:
        head = ["HTTP/1.1 200 X", "Transfer-Encoding: chunked", *(f"Content-Encoding: {each}" for each in self.fields)]
        chunks = (b"%x\r\n%b\r\n" % (len(piece), piece) for piece in self.pieces if piece)
        connection.stream.sendall("\r\n".join([*head, "", ""]).encode() + b"".join(chunks) + b"0\r\n\r\n")


def cut(body: bytes, chance: random.Random) -> tuple[bytes, ...]:
    """The body in random pieces; the first one has often one byte."""
    places = sorted(
        {0, len(body), *chance.choices((1, 2), k=1), *chance.choices(range(len(body)), k=chance.randrange(9))}
    )
    return tuple(body[start:end] for start, end in itertools.pairwise(places))


def read(client: Any) -> bytes:
    found: bytes = client.exchange.call(SERVICE, path="/x").content
    return found


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_coded_body_is_the_same_in_whatever_pieces_it_comes(impatient: Connect, form: str) -> None:
    coding, sent = FORMS[form]
    script, chance = Chunked(), random.Random(f"pieces of {form}")
    with serving(script) as server:
        client = impatient(server.url, dialect=Direct())
        for pieces in ((sent,), (sent[:1], sent[1:2], sent[2:3], sent[3:]), *cuts(sent, chance)):
            script.fields, script.pieces = (coding,), pieces
            assert read(client) == BODY, [len(piece) for piece in pieces]


def cuts(sent: bytes, chance: random.Random) -> Iterator[tuple[bytes, ...]]:
    return (cut(sent, chance) for _ in range(6 * FUZZ))


def test_codings_in_several_fields_are_undone_from_the_last_to_the_first(impatient: Connect) -> None:
    script = Chunked()
    script.fields, script.pieces = ("deflate", "gzip"), (gzip.compress(zlib.compress(BODY)),)
    with serving(script) as server:
        assert read(impatient(server.url, dialect=Direct())) == BODY


@pytest.mark.parametrize("form", sorted(TORN))
def test_a_torn_body_is_never_a_short_one(impatient: Connect, form: str) -> None:
    coding, sent = TORN[form]
    script, chance = Chunked(), random.Random(f"torn {form}")
    with serving(script) as server:
        client = impatient(server.url, dialect=Direct())
        for length in (1, 2, len(sent) - 1, *(chance.randrange(1, len(sent)) for _ in range(5 * FUZZ))):
            script.fields, script.pieces = (
                (coding,),
                cut(sent[:length] + b"", chance) if length > 2 else (sent[:length],),
            )
            with pytest.raises(UnexpectedAnswer, match="ends too early") as caught:
                read(client)
            assert (caught.value.code, caught.value.retryable) == ("coding-broken", True)


@pytest.mark.parametrize(
    ("coding", "sent", "text"),
    [
        ("gzip", gzip.compress(BODY) + b"rubbish", "something else follows"),
        ("gzip", gzip.compress(BODY) + bytes(9) + b"rubbish", "something else follows"),
        ("gzip", gzip.compress(BODY) + b"\x1f\x8brubbish", "broken"),
        ("deflate", zlib.compress(BODY) + zlib.compress(BODY), "something else follows"),
        ("deflate", bare(BODY) + b"x", "something else follows"),
        ("gzip", bytes(9) + gzip.compress(BODY), "broken"),
        ("gzip", zlib.compress(BODY), "broken"),
        ("gzip", gzip.compress(BODY)[:-8] + bytes(8), "broken"),
        ("deflate", zlib.compress(BODY)[:-1] + b"\0", "broken"),
    ],
    ids=(
        "gzip-rubbish",
        "gzip-padding-rubbish",
        "gzip-broken-member",
        "zlib-twice",
        "bare-rubbish",
        "padding-first",
        "zlib-as-gzip",
        "wrong-trailer",
        "wrong-checksum",
    ),
)
def test_what_is_not_in_the_coding_is_refused(impatient: Connect, coding: str, sent: bytes, text: str) -> None:
    with serving(status(200, sent, Content_Encoding=coding)) as server:
        with pytest.raises(UnexpectedAnswer, match=text) as caught:
            read(impatient(server.url, dialect=Direct()))
        assert (caught.value.code, len(server.requests)) == ("coding-broken", 1)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br", "gzip;q=1", "gzip, gzip, gzip", "aes128gcm"])
def test_codings_that_nobody_asked_for_are_refused_where_there_is_a_body(impatient: Connect, coding: str) -> None:
    with serving(status(200, b"x", Content_Encoding=coding), status(200, b"", Content_Encoding=coding)) as server:
        client = impatient(server.url, dialect=Direct())
        with pytest.raises(UnexpectedAnswer) as caught:
            read(client)
        assert caught.value.code == "coding-unknown"
        assert read(client) == b""


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_an_answer_without_a_body_may_name_a_coding(impatient: Connect, coding: str) -> None:
    def bodiless(connection: Connection) -> None:
        connection.stream.sendall(
            f"HTTP/1.1 200 X\r\nContent-Encoding: {coding}\r\nContent-Length: 99\r\n\r\n".encode()
        )

    with serving(bodiless) as server:
        assert impatient(server.url, dialect=Direct()).exchange.call(SERVICE, "HEAD", "/x").content == b""


def deep(body: bytes) -> bytes:
    """Compressed as far as it goes."""
    return gzip.compress(body, 9)


BOMBS = {
    "zeros": ("gzip", deep(bytes(8_000_000)), "answer-too-large"),
    "nested zeros": ("gzip, gzip", deep(deep(bytes(8_000_000))), "answer-too-large"),
    "empty members": ("gzip", gzip.compress(b"") * 30_000, "coding-broken"),
    "nested empty members": ("gzip, gzip", deep(gzip.compress(b"") * 100_000), "coding-broken"),
    "padding": ("gzip", gzip.compress(b"{}") + bytes(1_500_000), "coding-broken"),
    "nested padding": ("gzip, gzip", deep(gzip.compress(b"{}") + bytes(8_000_000)), "coding-broken"),
    "a long name in the header": ("gzip", b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * 120_000, "coding-broken"),
    "empty blocks": ("deflate", b"\0\0\0\xff\xff" * 120_000, "coding-broken"),
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_a_bomb_is_put_out_in_little_memory(impatient: Connect, bomb: str) -> None:
    coding, sent, code = BOMBS[bomb]
    with serving(status(200, sent, Content_Encoding=coding)) as server:
        client = impatient(server.url, dialect=Direct(), limits=Limits(answer_bytes=1_000_000))
        tracemalloc.start()
        with pytest.raises(UnexpectedAnswer) as caught:
            read(client)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert caught.value.code == code
    assert most < 8_000_000


@pytest.mark.parametrize("form", ["two members", "zlib", "bare deflate", "twice"])
def test_a_stream_is_undone_too_and_tells_where_it_is_torn(impatient: Connect, form: str) -> None:
    coding, sent = FORMS[form]
    script = Chunked()
    with serving(script) as server:
        client = impatient(server.url, dialect=Direct())
        script.fields, script.pieces = (coding,), (sent[:1], sent[1:2], sent[2:])
        assert streamed(client) == BODY
        script.pieces = (sent[:1], sent[1:-1])
        with pytest.raises(UnexpectedAnswer, match="ends too early"):
            streamed(client)


def streamed(client: Any) -> bytes:
    """The whole of a stream, by whichever client."""
    if not hasattr(client, "_loop"):
        with client.exchange.stream(SERVICE, path="/x") as download:
            found: bytes = download.read()
            return found

    async def through() -> bytes:
        async with client._part.exchange.stream(SERVICE, path="/x") as download:
            whole: bytes = await download.read()
            return whole

    result: bytes = client._loop.run_until_complete(through())
    return result
