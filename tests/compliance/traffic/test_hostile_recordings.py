"""Recordings may hold anything: what is read is bounded, what is not is told with its first place and why."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

import compliance
from compliance import InputError, Limits, Reading, SourceText, Traffic
from tools.traffic import DOCUMENT, line, seen

SPEC = SourceText("openapi.json", json.dumps(DOCUMENT).encode())
ORDINARY = line("GET", "/v1/households")


def read(content: bytes, **further: Reading) -> Traffic:
    return compliance.observe(SPEC, logs=[("access.log", io.BytesIO(content))], **further)


def unread(traffic: Traffic) -> list[tuple[str, str, int]]:
    return [(str(each.first), str(each.reason), each.count) for each in traffic.unread]


def test_lines_that_are_none_are_counted_by_their_reason() -> None:
    broken = ["rubbish\n", "{\n", '{"status": 200}\n', '{"method":"GET","path":"/v1","status":9999}\n', "\x00\x01\n"]
    traffic = seen(ORDINARY, *broken, *broken, ORDINARY)
    form = '(ADDRESS - USER [TIME] "METHOD PATH HTTP/1.1" STATUS …)'
    no_log = f"the line is neither of the combined format {form} nor JSON"
    lacks = "the JSON lacks what is needed: a method, a path and a status, under the names that nginx, Caddy, Traefik, "
    assert unread(traffic) == [
        ("access.log:2:1", no_log, 4),
        ("access.log:3:1", "the line begins like JSON and is none", 2),
        ("access.log:4:1", f"{lacks}Envoy or ECS give them", 4),
    ]
    assert traffic.could_not_be_judged
    assert (traffic.requests, traffic.documented) == (2, 2)


def test_line_without_end_is_not_held_and_the_next_one_is_read() -> None:
    traffic = read(b"x" * 300_000 + b"\n" + ORDINARY.encode() + b"y" * 200_000)
    assert unread(traffic) == [("access.log:1:1", "the line is longer than 65536 bytes", 2)]
    assert traffic.documented == 1


@pytest.mark.parametrize(
    "hostile", ["a " * 30_000, "[" * 60_000, '"' * 60_000, "a" * 60_000 + " [", 'a - b [c] "' + "\\" * 60_000], ids=len
)
def test_no_line_takes_long(hostile: str) -> None:
    assert len(read(hostile.encode() + b"\n" + ORDINARY.encode()).unread) == 1


def test_no_path_takes_long_beside_names_in_one_segment() -> None:
    answers = {"responses": {"200": {"description": "ok"}}}
    paths = {"/{a}-{b}-{c}-{d}.json": {"get": answers}, "/{year}{month}.csv": {"get": answers}}
    server = {"url": "https://{a}-{b}-{c}.example/{d}-{e}-{f}/x", "variables": {}}
    document = {**DOCUMENT, "paths": paths, "servers": [*DOCUMENT["servers"], server]}
    hostile = "-" * 20_000
    traffic = seen(
        line("GET", "/v1/a-b--c-d.json"),
        line("GET", "/v1/202611.csv"),
        line("GET", "/x-y-z/x/2.csv", 404),
        line("GET", f"/v1/{hostile}", 404),
        line("GET", f"/{hostile}/y/", 404),
        line("GET", f"https://{hostile}/v1/y", 404),
        document=document,
    )
    assert traffic.documented == 2


def test_deep_json_and_long_paths_are_no_trouble() -> None:
    deep = '{"a":' * 5_000 + "1" + "}" * 5_000 + "\n"
    long = line("GET", "/v1" + "/x" * 10_000)
    traffic = seen(ORDINARY, deep, long, line("GET", "/v1/households/" + "7" * 30_000, 404))
    assert [reason for _, reason, _ in unread(traffic)] == ["the line begins like JSON and is none"]
    assert len(traffic.findings) == 1
    assert len(compliance.render(traffic, "json")) < 100_000


def test_packed_logs_are_read_and_damage_is_told() -> None:
    packed = gzip.compress(ORDINARY.encode() * 1000)
    assert read(packed + packed).documented == 2000
    cut = read(gzip.compress(ORDINARY.encode()) + packed[:60])
    assert [reason for _, reason, _ in unread(cut)] == ["the packed file is cut off or damaged from here on"]
    assert cut.documented >= 1
    assert len(read(packed[:20] + b"\xff" * 40).unread) == 1


@pytest.mark.long
def test_every_kind_of_finding_is_bounded_and_the_cap_is_said() -> None:
    words = [a + b + c for a in "bcdghklmn" for b in "aeiou" for c in "bcdghklmn"]
    lines = [line(a.upper() + b.upper(), f"/v1/{a}/{b}") for a in words[:150] for b in words[:150]]
    traffic = seen(ORDINARY, *lines)
    assert len(traffic.findings) <= 20_000
    assert sum(each.count for each in traffic.findings) + traffic.further == len(lines)
    assert traffic.could_not_be_judged
    assert "there are too many kinds of findings to tell them all apart" in " ".join(compliance.render(traffic).split())


class Lines(io.RawIOBase):
    """A log that is made as it is read: nobody holds it."""

    def __init__(self, count: int) -> None:
        self._left = self._made(count)

    def _made(self, count: int) -> Iterator[bytes]:
        for number in range(count):
            target = f"/v1/households/{number:012}/{number * 7:010}?a={number}"
            yield line("GET", target, 200 if number % 2 else 404).encode()

    def read(self, _size: int = -1) -> bytes:
        return next(self._left, b"")


def peak_of(count: int) -> int:
    """The most memory in bytes that reading this many different lines takes."""
    stream = Lines(count)
    tracemalloc.start()
    try:
        compliance.observe(SPEC, logs=[("access.log", stream)])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.long
def test_memory_does_not_grow_with_the_lines() -> None:
    peak_of(100)
    assert peak_of(9_000) < peak_of(3_000) * 1.2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is no JSON"),
        (b"[1", "it is no JSON"),
        (b"[" * 5000, "it is no JSON"),
        (b"[]", "it has no list log.entries"),
        (b'{"log": {"entries": {}}}', "it has no list log.entries"),
        (gzip.compress(b"{}" * 99, mtime=0)[:16], "cut off or damaged"),
        (gzip.compress(b" " * 1_000_000, mtime=0), "the archive has more than 50000 bytes, which are not read"),
    ],
    ids=str,
)
def test_archives_are_refused_that_are_none_or_too_large(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        compliance.observe(
            SPEC, archives=[("a.har", io.BytesIO(content))], reading=Reading(limits=Limits(file_size=50_000))
        )
