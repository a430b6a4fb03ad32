"""Random cuts against the quirks of servers: what arrives is a file that the server had, whole, or an error."""

import gzip
import hashlib
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from ndxp_sdk._http.content_coding import Decoder
from ndxp_sdk._http.digest import content_digest
from ndxp_sdk._http.response import Headers
from ndxp_sdk._transfers.download_machine import (
    BodyRead,
    Discard,
    Hash,
    OpenResponse,
    Patience,
    ReadBody,
    ResponseHead,
    Wait,
    download_steps,
)
from ndxp_sdk._transfers.range_requests import (
    Append,
    Complete,
    ExpectedFile,
    Refetch,
    Refuse,
    Restart,
    ResumeState,
    decide,
    fields,
    is_usable,
)
from ndxp_sdk.errors import ConnectionLost, Facts, IntegrityError, NdxpError

LOST = ConnectionLost("cut", Facts(origin="network", code="connection-lost", retryable=True))


@dataclass
class Body:
    """What an answer sends: pieces, and whether they end in a torn connection."""

    content: bytes
    is_cut: bool = False


@dataclass
class QuirkyServer:
    """Serves one file, in ways that exist. `cuts` is how probable it is that a body is torn."""

    content: bytes
    quirks: frozenset[str]
    chance: random.Random
    cuts: float = 0.5
    versions: list[bytes] = field(default_factory=list)
    asked: int = 0
    served: int = 0

    def __post_init__(self) -> None:
        self.versions.append(self.content)

    @property
    def etag(self) -> str:
        if "lying-etag" in self.quirks:
            return '"1"'
        tag = f'"{hashlib.sha256(self.content).hexdigest()[:8]}"'
        return f"W/{tag}" if "weak-etag" in self.quirks else tag

    def answer(self, fields: dict[str, str]) -> tuple[int, list[tuple[str, str]], Body]:
        self.asked += 1
        if self.quirks & {"changed-file", "changed-unseen"} and self.asked % 3 == 2 and len(self.versions) < 4:
            self._change()
        wanted, condition = fields.get("Range"), fields.get("If-Range")
        is_same = condition == self.etag or bool(self.quirks & {"if-range-ignored", "changed-unseen"})
        if wanted is None or not is_same or "range-ignored" in self.quirks:
            return self._sent(200, [], self.content)
        first = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if "416" in self.quirks or first >= len(self.content):
            total = "*" if "416-without-total" in self.quirks else len(self.content)
            return 416, [("Content-Range", f"bytes */{total}"), *self._tags()], Body(b"")
        return self._part(first)

    def _part(self, first: int) -> tuple[int, list[tuple[str, str]], Body]:
        last = len(self.content) - 1
        if "short-ranges" in self.quirks:
            last = min(last, first + self.chance.randint(0, 40))
        if "shifted-range" in self.quirks:
            first = max(0, first - self.chance.randint(0, 5))
        total: Any = len(self.content)
        if "odd-total" in self.quirks:
            total = self.chance.choice(["*", total + 1])
        shown = first + 3 if "false-range" in self.quirks else first
        kind = [("Content-Type", "multipart/byteranges; boundary=x")] if "multipart" in self.quirks else []
        described = [] if kind else [("Content-Range", f"bytes {shown}-{last}/{total}")]
        return self._sent(206, [*kind, *described], self.content[first : last + 1])

    def _sent(
        self, status: int, headers: list[tuple[str, str]], body: bytes
    ) -> tuple[int, list[tuple[str, str]], Body]:
        if "gzip" in self.quirks:
            body = gzip.compress(body)
            headers = [*headers, ("Content-Encoding", "gzip")]
        length = [("Content-Length", str(len(body)))]
        if "chunked" in self.quirks:
            length = [("Transfer-Encoding", "chunked")]
        if "no-length" in self.quirks:
            length = []
        if "longer" in self.quirks and self.chance.random() < 0.5:
            body += b"more"
            length = [("Transfer-Encoding", "chunked")]
        self.served += len(body)
        return status, [*headers, *length, *self._tags(), *self._digest()], self._torn(body)

    def _torn(self, body: bytes) -> Body:
        if body and self.chance.random() < self.cuts:
            # because without a length a torn body looks like a whole one
            return Body(body[: self.chance.randrange(len(body))], is_cut="no-length" not in self.quirks)
        return Body(body)

    def _tags(self) -> list[tuple[str, str]]:
        return [] if "no-etag" in self.quirks else [("ETag", self.etag)]

    def _digest(self) -> list[tuple[str, str]]:
        return [("Repr-Digest", content_digest(self.content))] if "digest" in self.quirks else []

    def _change(self) -> None:
        middle = self.chance.randrange(len(self.content) + 1)
        self.content = self.content[:middle] + b"x" + self.content[middle + self.chance.randint(0, 2) :]
        self.versions.append(self.content)


@dataclass
class Disk:
    """The bytes at hand and what is noted of them; it lives longer than one download."""

    content: bytearray = field(default_factory=bytearray)
    noted: ResumeState = field(default_factory=ResumeState)

    @property
    def kept(self) -> ResumeState:
        return replace(self.noted, size=len(self.content)) if self.noted.etag is not None else ResumeState()


class Driver:
    """Carries the steps of a course out, in memory."""

    def __init__(self, server: QuirkyServer, disk: Disk) -> None:
        self.server = server
        self.disk = disk
        self.body = Body(b"")
        self.waited = 0

    def download(self, wanted: ExpectedFile, tries: int = 3) -> bytes:
        steps = download_steps(wanted, self.disk.kept, Patience(tries, lambda _failures: 0.0))
        came: Any = None
        while True:
            try:
                step = steps.send(came)
            except StopIteration:
                return bytes(self.disk.content)
            came = self.carry_out(step)

    def carry_out(self, step: Any) -> Any:
        match step:
            case OpenResponse(fields):
                status, headers, self.body = self.server.answer(dict(fields))
                self.headers = Headers([(name.encode(), value.encode()) for name, value in headers])
                return ResponseHead(status, self.headers)
            case Discard(kept):
                self.disk.content.clear()
                self.disk.noted = kept
            case ReadBody(until, is_coded):
                return self.take(until, is_coded)
            case Hash():
                return hashlib.sha256(self.disk.content).hexdigest()
            case Wait():
                self.waited += 1
        return None

    def take(self, until: int | None, is_coded: bool) -> BodyRead:
        try:
            for piece in self.pieces(is_coded):
                if until is not None and len(self.disk.content) + len(piece) > until:
                    return BodyRead(len(self.disk.content), is_longer=True)
                self.disk.content += piece
        except NdxpError as error:
            return BodyRead(len(self.disk.content), error)
        return BodyRead(len(self.disk.content))

    def pieces(self, is_coded: bool) -> Iterator[bytes]:
        decoder = Decoder("gzip") if is_coded else None
        for at in range(0, len(self.body.content), 16):
            piece = self.body.content[at : at + 16]
            yield from decoder.feed(piece) if decoder else (piece,)
        if self.body.is_cut:
            raise LOST
        if decoder:
            decoder.end()


QUIRKS = [
    *("range-ignored", "weak-etag", "no-etag", "416", "416-without-total", "gzip", "changed-file", "if-range-ignored"),
    *(
        "changed-unseen",
        "short-ranges",
        "shifted-range",
        "odd-total",
        "false-range",
        "multipart",
        "chunked",
        "no-length",
    ),
    *("longer", "digest"),
]
TRIES = int(os.environ.get("NDXP_TRIES", "2500"))


def described(content: bytes) -> ExpectedFile:
    return ExpectedFile(len(content), hashlib.sha256(content).hexdigest())


def ways_to_know(content: bytes, chance: random.Random) -> ExpectedFile:
    """What is known of the file before: mostly everything, as from a manifest; sometimes less or nothing."""
    whole = described(content)
    return chance.choice([whole, whole, whole, replace(whole, size=None), replace(whole, sha256=None), ExpectedFile()])


def one_try(number: int) -> str:
    """One file, cut at random by a server with up to three quirks, over up to four runs of the program."""
    chance = random.Random(number)
    content = chance.randbytes(chance.choice([0, 1, 15, 16, 17, 300, 1000]))
    quirks = frozenset(chance.sample(QUIRKS, chance.randint(0, 3)))
    wanted = ways_to_know(content, chance)
    if wanted.sha256 is not None and chance.random() < 0.1:
        quirks |= {"lying-etag", "changed-file"}
    if wanted == ExpectedFile():
        quirks -= {"longer"}  # because without any knowledge this is just another file
    server = QuirkyServer(content, quirks, chance, cuts=chance.choice([0.0, 0.3, 0.6, 0.9]))
    disk, found = Disk(), "never whole"
    for _ in range(4):
        try:
            arrived = Driver(server, disk).download(wanted)
        except NdxpError as error:
            found = type(error).__name__
            continue
        assert arrived in server.versions, (number, quirks, wanted)
        assert wanted.sha256 is None or arrived == content, (number, quirks)
        return "whole"
    return found


@pytest.mark.long
def test_a_file_arrives_identical_or_not_at_all() -> None:
    found = Counter(one_try(number) for number in range(TRIES))
    assert found.keys() <= {"whole", "ConnectionLost", "IntegrityError", "UnexpectedAnswer"}
    assert found["whole"] > TRIES * 0.6, found


@pytest.mark.long
def test_an_honest_server_is_downloaded_from_however_often_it_tears() -> None:
    for number in range(200):
        chance = random.Random(number)
        content = chance.randbytes(5000)
        server, disk = QuirkyServer(content, frozenset(), chance, cuts=0.9), Disk()
        assert Driver(server, disk).download(described(content), tries=1000) == content, number
        assert server.served < 40 * len(content), number


def test_what_came_is_kept_for_the_next_run_and_not_asked_for_again() -> None:
    content = random.Random(1).randbytes(4000)
    torn = QuirkyServer(content, frozenset(), random.Random(5), cuts=1.0)
    disk = Disk()
    with pytest.raises(ConnectionLost):
        Driver(torn, disk).download(described(content), tries=1)
    came = len(disk.content)
    assert 0 < came < len(content)
    well = QuirkyServer(content, frozenset(), random.Random(5), cuts=0.0)
    assert Driver(well, disk).download(described(content)) == content
    assert well.served == len(content) - came


def test_bytes_that_rotted_on_the_disk_are_found_out_and_fetched_anew() -> None:
    content = random.Random(2).randbytes(1000)
    server = QuirkyServer(content, frozenset(), random.Random(3), cuts=0.0)
    disk = Disk(bytearray(content[:500]), ResumeState(0, server.etag, len(content), None))
    disk.content[77] ^= 1
    assert Driver(server, disk).download(described(content)) == content
    assert server.asked == 2


def test_a_file_that_is_another_one_is_refused_and_never_complete() -> None:
    content = random.Random(2).randbytes(1000)
    server, disk = QuirkyServer(content[:-1] + b"x", frozenset(), random.Random(3), cuts=0.0), Disk()
    with pytest.raises(IntegrityError, match="SHA-256") as caught:
        Driver(server, disk).download(described(content))
    assert caught.value.code == "digest-wrong"
    assert not disk.content


def test_a_complete_part_is_only_hashed() -> None:
    content = random.Random(2).randbytes(1000)
    server = QuirkyServer(content, frozenset(), random.Random(3), cuts=0.0)
    disk = Disk(bytearray(content), ResumeState(0, server.etag, len(content), None))
    assert Driver(server, disk).download(described(content)) == content
    assert server.asked == 0


def test_a_login_page_in_between_costs_nothing_of_what_is_kept() -> None:
    content = random.Random(2).randbytes(1000)
    server = QuirkyServer(content, frozenset(), random.Random(3), cuts=0.0)
    disk = Disk(bytearray(content[:600]), ResumeState(0, server.etag, len(content), None))
    with pytest.raises(IntegrityError) as caught:
        Driver(QuirkyServer(b"<html>", frozenset(), random.Random(3), cuts=0.0), disk).download(described(content))
    assert caught.value.code == "file-changed"
    assert Driver(server, disk).download(described(content)) == content
    assert server.served == 400


KEPT = ResumeState(100, '"a"', 200, None)
WANTED = ExpectedFile(200, "0" * 64)
TABLE = [
    (206, {"content-range": "bytes 100-199/200", "etag": '"a"'}, Append(200, 200)),
    (206, {"content-range": "bytes 100-149/200", "etag": '"a"'}, Append(150, 200)),
    (206, {"content-range": "bytes 100-199/*"}, Append(200, None)),
    (206, {"content-range": "bytes 100-199/200", "etag": 'W/"a"'}, Refetch),
    (206, {"content-range": "bytes 100-199/200", "etag": '"b"'}, Refetch),
    (206, {"content-range": "bytes 99-199/200", "etag": '"a"'}, Refetch),
    (206, {"content-range": "bytes 100-99/200", "etag": '"a"'}, Refetch),
    (206, {"content-range": "bytes 100-200/200", "etag": '"a"'}, Refetch),
    (206, {"content-range": "bytes 100-199/201", "etag": '"a"'}, Refuse),
    (206, {"content-range": "items 100-199/200", "etag": '"a"'}, Refetch),
    (206, {"content-range": "bytes */200", "etag": '"a"'}, Refetch),
    (206, {"etag": '"a"'}, Refetch),
    (206, {"content-range": "bytes 100-199/200", "etag": '"a"', "content-encoding": "gzip"}, Refetch),
    (206, {"content-range": "bytes 100-199/200", "etag": '"a"', "repr-digest": content_digest(b"")}, Refuse),
    (200, {"content-length": "200", "etag": '"b"'}, Restart(ResumeState(0, '"b"', 200))),
    (200, {"content-length": "200", "etag": 'W/"b"'}, Restart(ResumeState(0, None, 200))),
    (200, {"content-length": "201", "etag": '"b"'}, Refuse),
    (200, {"content-length": "50", "content-encoding": "gzip", "etag": '"b"'}, Restart(ResumeState(), is_coded=True)),
    (200, {"content-encoding": "br"}, Refuse),
    (200, {}, Restart(ResumeState())),
    (416, {"content-range": "bytes */200"}, Refetch),
    (416, {"content-range": "bytes */100", "etag": '"a"'}, Refetch),
    (304, {}, Refuse),
    (204, {}, Refuse),
]


@pytest.mark.parametrize(("status", "headers", "expected"), TABLE)
def test_each_answer_to_a_range_has_its_meaning(status: int, headers: dict[str, str], expected: Any) -> None:
    raw = Headers([(name.encode(), value.encode()) for name, value in headers.items()])
    found = decide(KEPT, WANTED, status, raw)
    assert found == expected if not isinstance(expected, type) else isinstance(found, expected)


def test_a_range_is_complete_when_the_server_has_no_more_and_a_digest_can_tell() -> None:
    at_end = Headers([(b"content-range", b"bytes */100"), (b"etag", b'"a"')])
    assert decide(KEPT, ExpectedFile(100, "0" * 64), 416, at_end) == Complete()
    assert isinstance(decide(KEPT, ExpectedFile(100), 416, at_end), Refetch)


def test_no_range_is_accepted_that_was_not_asked_for() -> None:
    headers = Headers([(b"content-range", b"bytes 0-199/200"), (b"etag", b'"a"')])
    assert isinstance(decide(ResumeState(), WANTED, 206, headers), Refuse)
    assert isinstance(decide(ResumeState(), WANTED, 416, headers), Refuse)


def test_a_file_of_unknown_length_that_ends_with_the_connection_is_refused() -> None:
    assert isinstance(decide(ResumeState(), ExpectedFile(), 200, Headers([(b"etag", b'"a"')])), Refuse)
    assert isinstance(
        decide(ResumeState(), ExpectedFile(), 200, Headers([(b"transfer-encoding", b"chunked")])), Restart
    )


def test_compression_is_never_asked_for_and_a_range_only_under_a_condition() -> None:
    assert fields(ResumeState()) == (("Accept-Encoding", "identity"),)
    assert fields(KEPT)[1:] == (("Range", "bytes=100-"), ("If-Range", '"a"'))
    assert fields(replace(KEPT, etag=None)) == fields(ResumeState())


def test_kept_bytes_of_another_file_are_not_continued() -> None:
    assert is_usable(KEPT, WANTED)
    assert not is_usable(KEPT, ExpectedFile(199))
    assert not is_usable(replace(KEPT, sha256="1" * 64), WANTED)
    assert not is_usable(replace(KEPT, etag=None), ExpectedFile())
    assert not is_usable(replace(KEPT, size=201, total=None), WANTED)
