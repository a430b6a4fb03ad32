"""The faults of downloads: what a careful reader has to bear."""

import gzip
import hashlib
from typing import Any

import httpx
import pytest

from mocks.hub.domain.exchange.receiving import world
from mocks.hub.domain.exchange.test_transfers import FILES, read, sealed
from ndxp_mocks.hub.state.world import World

WHOLE = FILES["a.csv"]


def _faulty(*faults: str) -> tuple[World, str]:
    hub = world()
    path = sealed(hub)
    hub.faults |= set(faults)
    return hub, path


def _ask(*faults: str, **headers: str) -> httpx.Response:
    hub, path = _faulty(*faults)
    return read(hub, path, **headers)


def test_range_is_ignored() -> None:
    answer = _ask("transfer-range-ignored", Range="bytes=1-2")
    assert (answer.status_code, answer.content) == (200, WHOLE)


def test_tag_is_weak_and_allows_no_range() -> None:
    hub, path = _faulty("transfer-weak-etag")
    tag = read(hub, path).headers["etag"]
    assert tag.startswith('W/"')
    assert read(hub, path, Range="bytes=1-2").status_code == 206


def test_every_range_is_refused() -> None:
    assert _ask("transfer-416", Range="bytes=1-2").status_code == 416
    assert _ask("transfer-416").content == WHOLE


def test_answer_is_compressed_and_ranges_count_compressed_bytes() -> None:
    packed = gzip.compress(WHOLE, mtime=0)
    answer = _ask("transfer-gzip")
    assert (answer.headers["content-encoding"], answer.content) == ("gzip", WHOLE)
    assert answer.headers["content-length"] == str(len(packed))
    assert answer.headers["etag"] == f'"{hashlib.sha256(WHOLE).hexdigest()}"'


@pytest.mark.parametrize(("argument", "keeps"), [("", False), (":same-tag", True)])
def test_file_has_changed(argument: str, keeps: bool) -> None:
    hub, path = _faulty()
    before = read(hub, path)
    hub.faults.add(f"transfer-changed-file{argument}")
    after = read(hub, path)
    assert after.content == bytes(255 - byte for byte in WHOLE)
    assert (after.headers["etag"] == before.headers["etag"]) == keeps


@pytest.mark.parametrize("fault", ["transfer-cut", "transfer-cut:100*1"])
def test_connection_breaks(fault: str) -> None:
    hub, path = _faulty(fault)
    with pytest.raises(ConnectionResetError):
        read(hub, path)
    if fault.endswith("*1"):
        assert read(hub, path).content == WHOLE


def test_faults_do_nothing_where_they_are_not_asked_for() -> None:
    hub, path = _faulty()
    answers: list[Any] = [read(hub, path), read(hub, path, Range="bytes=1-2")]
    assert [answer.status_code for answer in answers] == [200, 206]
