"""What is on the disk before, during and after a download, and names that are not believed."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ndxp_sdk import AsyncClient, Client, Retry
from ndxp_sdk.errors import ConnectionLost, IntegrityError, NdxpError, UsageError

CONTENT = bytes(range(256)) * 40
TAG = '"1"'
ID = "019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2"
SYSTEM = "VN/GOV/G12/dkkd"


def entry(name: str, content: bytes = CONTENT) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "media_type": "text/plain", "size": len(content), "sha256": digest}


class Hub:
    """One transfer; counts the bytes of files that it sent."""

    def __init__(self, *files: dict[str, Any], content: bytes = CONTENT) -> None:
        self.files = files
        self.content = content
        self.asked: list[str | None] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/manifest"):
            return httpx.Response(200, json=self.manifest())
        self.asked.append(request.headers.get("Range"))
        return self.file(request)

    def manifest(self) -> dict[str, Any]:
        parties = {"sender": "VN/GOV/G22/mot-cua", "recipient": SYSTEM}
        size = sum(file["size"] for file in self.files)
        sealed = {"sealed_at": "2026-11-22T08:30:00+07:00", "etag": '"m"'}
        return {"transfer_id": ID, **parties, "files": list(self.files), "total_size": size, **sealed}

    def file(self, request: httpx.Request) -> httpx.Response:
        wanted = request.headers.get("Range")
        headers = {"ETag": TAG}
        if wanted is None or request.headers.get("If-Range") != TAG:
            return httpx.Response(200, content=self.content, headers=headers)
        first = int(wanted.removeprefix("bytes=").removesuffix("-"))
        headers["Content-Range"] = f"bytes {first}-{len(self.content) - 1}/{len(self.content)}"
        return httpx.Response(206, content=self.content[first:], headers=headers)


def client(hub: Hub) -> Client:
    retry = Retry(first_wait=0.0, longest_wait=0.0)
    return Client("https://hub.example", transport=httpx.MockTransport(hub), retry=retry)


def download(hub: Hub, path: Path) -> Path:
    with client(hub) as known:
        return known.exchange.transfers.download_file(ID, path.name, path)


def left(path: Path, size: int, **changes: Any) -> None:
    """What a run of the program that was killed has left."""
    source = hashlib.sha256(f"https://hub.example {ID} {path.name}".encode()).hexdigest()
    told = {"source": source, "etag": TAG, "total": len(CONTENT), "sha256": None, **changes}
    path.with_name(f"{path.name}.part").write_bytes(CONTENT[:size])
    path.with_name(f"{path.name}.part.json").write_text(json.dumps(told))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_left_is_continued(tmp_path: Path) -> None:
    hub, path = Hub(entry("a.bin")), tmp_path / "a.bin"
    left(path, 1000)
    assert download(hub, path).read_bytes() == CONTENT
    assert hub.asked == ["bytes=1000-"]
    assert names_in(tmp_path) == ["a.bin"]


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "another"},
        {"etag": None},
        {"etag": 'W/"1"'},
        {"etag": 1},
        {"total": 5},
        {"total": "x"},
        {"sha256": "0"},
    ],
)
def test_what_was_left_of_another_file_is_thrown_away(tmp_path: Path, changes: dict[str, Any]) -> None:
    hub, path = Hub(entry("a.bin")), tmp_path / "a.bin"
    left(path, 1000, **changes)
    assert download(hub, path).read_bytes() == CONTENT
    assert hub.asked[-1] is None


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff", None])
def test_what_was_left_without_a_readable_note_is_thrown_away(tmp_path: Path, note: bytes | None) -> None:
    hub, path = Hub(entry("a.bin")), tmp_path / "a.bin"
    left(path, 1000)
    sidecar = tmp_path / "a.bin.part.json"
    sidecar.unlink() if note is None else sidecar.write_bytes(note)
    assert download(hub, path).read_bytes() == CONTENT
    assert hub.asked == [None]


def test_rotten_bytes_of_an_earlier_run_are_found_out(tmp_path: Path) -> None:
    hub, path = Hub(entry("a.bin")), tmp_path / "a.bin"
    left(path, 1000)
    (tmp_path / "a.bin.part").write_bytes(b"x" * 1000)
    assert download(hub, path).read_bytes() == CONTENT
    assert hub.asked == ["bytes=1000-", None]


def test_a_whole_part_needs_no_more_than_its_name(tmp_path: Path) -> None:
    hub, path = Hub(entry("a.bin")), tmp_path / "a.bin"
    left(path, len(CONTENT))
    assert download(hub, path).read_bytes() == CONTENT
    assert hub.asked == []


def test_a_file_that_is_not_the_one_of_the_manifest_gets_no_name(tmp_path: Path) -> None:
    hub = Hub(entry("a.bin"), content=CONTENT[:-1] + b"x")
    with pytest.raises(IntegrityError, match="SHA-256"):
        download(hub, tmp_path / "a.bin")
    assert names_in(tmp_path) == []


class Torn(Hub):
    """Says that more comes than does."""

    def file(self, request: httpx.Request) -> httpx.Response:
        answer = super().file(request)
        return httpx.Response(
            answer.status_code, content=answer.content[:-10], headers={"ETag": TAG, "Content-Length": "10240"}
        )


def test_a_body_that_ends_early_is_kept_for_the_next_time(tmp_path: Path) -> None:
    with pytest.raises(NdxpError) as caught:
        download(Torn(entry("a.bin")), tmp_path / "a.bin")
    assert isinstance(caught.value, ConnectionLost | IntegrityError)
    assert not (tmp_path / "a.bin").exists()


class Hanging(httpx.AsyncByteStream):
    """Sends the beginning and then nothing."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield CONTENT[:5000]
        self.has_begun.set()
        await asyncio.Event().wait()

    def __init__(self) -> None:
        self.has_begun = asyncio.Event()


def test_a_task_that_is_cancelled_keeps_what_came_and_leaves_the_file_to_others(tmp_path: Path) -> None:
    hub, path = Hub(entry("a.bin")), tmp_path / "a.bin"

    async def stopped() -> None:
        stream = Hanging()

        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/manifest"):
                return hub(request)
            headers = {"ETag": TAG, "Content-Length": str(len(CONTENT))}
            return httpx.Response(200, stream=stream, headers=headers)

        async with AsyncClient("https://hub.example", transport=httpx.MockTransport(answer)) as known:
            task = asyncio.create_task(known.exchange.transfers.download_file(ID, "a.bin", path))
            await stream.has_begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(stopped())
    assert (tmp_path / "a.bin.part").stat().st_size == 5000
    assert download(hub, path).read_bytes() == CONTENT
    assert hub.asked == ["bytes=5000-"]


EVIL = [
    "../a",
    "a/b",
    "a\\b",
    "/etc/passwd",
    "..",
    ".",
    ".ssh",
    "",
    "nul",
    "CON.txt",
    "com1.log",
    "a.",
    "a b",
    "a:b",
    "ạ",
    "a" * 201,
]


@pytest.mark.parametrize("name", EVIL)
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    hub, folder = Hub(entry("good.txt"), entry(name)), tmp_path / "incoming"
    with client(hub) as known, pytest.raises(IntegrityError) as caught:
        known.exchange.transfers.download(ID, folder)
    assert caught.value.code == "file-name-unsafe"
    assert (hub.asked, names_in(tmp_path)) == ([], [])


@pytest.mark.parametrize("names", [("a", "A"), ("a", "a.part"), ("a.part.json", "a"), ("a", "a")])
def test_two_names_for_one_file_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with client(Hub(*map(entry, names))) as known, pytest.raises(IntegrityError, match="would be the same"):
        known.exchange.transfers.download(ID, tmp_path)


def test_a_link_in_place_of_the_part_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    (tmp_path / "a.bin.part").symlink_to(victim)
    with pytest.raises(OSError, match=r"symbolic|links"):
        download(Hub(entry("a.bin")), tmp_path / "a.bin")
    assert victim.read_bytes() == b"untouched"


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.bin").mkdir()
    with pytest.raises(UsageError, match="there already"):
        download(Hub(entry("a.bin")), tmp_path / "a.bin")
