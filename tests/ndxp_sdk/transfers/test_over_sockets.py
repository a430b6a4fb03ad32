"""Transfers over real connections, against a hub that cuts, compresses, forgets and changes files."""

import asyncio
import hashlib
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ndxp_mocks import ServedHub, serve_hub
from ndxp_sdk import AsyncClient, Client, ClientSecret, Retry, Secret
from ndxp_sdk.errors import Conflict, IntegrityError, NdxpError, UsageError
from ndxp_sdk.models.transfers import Transfer
from ndxp_sdk.transfers import UploadFile

PROVIDER = "provider-national-enterprise-management"
RECIPIENT = "VN/GOV/G12/national-enterprise-management"
CONTENT = random.Random(2026).randbytes(400_000)
PATIENT = Retry(first_wait=0.001, longest_wait=0.002)


@pytest.fixture(scope="module")
def hub(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub() as served:
        yield served


@pytest.fixture
def faults(hub: ServedHub) -> Iterator[set[str]]:
    yield hub.world.faults
    hub.world.faults.clear()


def settings(hub: ServedHub, client_id: str) -> dict[str, Any]:
    return {"credential": ClientSecret(client_id, Secret(hub.secret(client_id))), "retry": PATIENT}


@pytest.fixture(scope="module")
def sender(hub: ServedHub) -> Iterator[Client]:
    with Client(hub.url, **settings(hub, "example-portal")) as client:
        yield client


@pytest.fixture(scope="module")
def recipient(hub: ServedHub) -> Iterator[Client]:
    with Client(hub.url, **settings(hub, PROVIDER)) as client:
        yield client


@pytest.fixture(scope="module")
def transfer(sender: Client) -> Transfer:
    files = [UploadFile(CONTENT, name="table.bin"), UploadFile(b"", name="empty.txt", media_type="text/plain")]
    return sender.exchange.transfers.upload(files, recipient=RECIPIENT, part_size=65_536, title="SIMULATED")


def received(hub: ServedHub, transfer: Transfer, path: Path, *, in_tasks: bool) -> Path:
    """One try, with either client."""

    async def asynchronously() -> Path:
        async with AsyncClient(hub.url, **settings(hub, PROVIDER)) as client:
            return await client.exchange.transfers.download_file(transfer.id, "table.bin", path)

    if in_tasks:
        return asyncio.run(asynchronously())
    with Client(hub.url, **settings(hub, PROVIDER)) as client:
        return client.exchange.transfers.download_file(transfer.id, "table.bin", path)


QUIRKS = {
    "honest": (set[str](), True),
    "range-ignored": ({"transfer-range-ignored"}, True),
    "weak-etag": ({"transfer-weak-etag"}, True),
    "416": ({"transfer-416"}, True),
    "gzip": ({"transfer-gzip"}, True),
    "gzip-once": ({"transfer-gzip*1"}, True),
    "changed": ({"transfer-changed-file"}, False),
    "changed-once": ({"transfer-changed-file*1"}, False),
    "changed-under-the-same-tag": ({"transfer-changed-file:same-tag"}, False),
}
CUTS = ["", "transfer-cut*1", "transfer-cut:1*2", "transfer-cut:131072*2", "transfer-cut:0*1", "transfer-cut:399999*1"]


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_file_arrives_identical_or_not_at_all(
    hub: ServedHub, transfer: Transfer, faults: set[str], tmp_path: Path, quirk: str, cut: str
) -> None:
    named, arrives = QUIRKS[quirk]
    faults.update(named | ({cut} if cut else set()))
    path, in_tasks = tmp_path / "table.bin", bool(len(cut) % 2)
    try:
        received(hub, transfer, path, in_tasks=in_tasks)
    except NdxpError as error:
        assert not arrives, error
        assert isinstance(error, IntegrityError)
        assert not path.exists()
        faults.clear()
        received(hub, transfer, path, in_tasks=not in_tasks)
    assert path.read_bytes() == CONTENT
    assert [each.name for each in tmp_path.iterdir()] == ["table.bin"]


def test_a_download_that_ended_with_the_program_goes_on_where_it_was(
    hub: ServedHub, transfer: Transfer, faults: set[str], tmp_path: Path
) -> None:
    path = tmp_path / "table.bin"
    faults.add("transfer-cut:100000*3")
    with pytest.raises(NdxpError):
        received_impatiently(hub, transfer, path)
    assert (tmp_path / "table.bin.part").stat().st_size == 100_000
    faults.clear()
    told: list[int] = []
    with Client(hub.url, **settings(hub, PROVIDER)) as client:
        client.exchange.transfers.download_file(
            transfer, "table.bin", path, progress=lambda done, _total: told.append(done)
        )
    assert path.read_bytes() == CONTENT
    assert told[0] > 100_000


def received_impatiently(hub: ServedHub, transfer: Transfer, path: Path) -> None:
    with Client(hub.url, **{**settings(hub, PROVIDER), "retry": Retry(attempts=1)}) as client:
        client.exchange.transfers.download_file(transfer, "table.bin", path)


def test_a_set_is_received_whole_and_files_that_are_there_are_not_fetched_again(
    recipient: Client, transfer: Transfer, faults: set[str], tmp_path: Path
) -> None:
    told: list[tuple[int, int | None]] = []
    folder = tmp_path / "new" / "incoming"
    paths = recipient.exchange.transfers.download(
        transfer.id, folder, progress=lambda done, total: told.append((done, total))
    )
    assert [path.name for path in paths] == ["table.bin", "empty.txt"]
    assert [path.read_bytes() for path in paths] == [CONTENT, b""]
    assert told[-1] == (400_000, 400_000)
    faults.add("transfer-changed-file")
    assert recipient.exchange.transfers.download(transfer.id, folder) == paths


def test_another_file_of_the_same_name_is_not_overwritten(
    recipient: Client, transfer: Transfer, tmp_path: Path
) -> None:
    (tmp_path / "table.bin").write_bytes(b"mine")
    with pytest.raises(UsageError, match="there already") as caught:
        recipient.exchange.transfers.download(transfer.id, tmp_path)
    assert caught.value.code == "file-exists"
    assert (tmp_path / "table.bin").read_bytes() == b"mine"


def test_two_downloads_do_not_write_the_same_file(recipient: Client, transfer: Transfer, tmp_path: Path) -> None:
    def meanwhile(_done: int, _total: int | None) -> None:
        with pytest.raises(UsageError) as caught:
            recipient.exchange.transfers.download_file(transfer, "table.bin", tmp_path / "table.bin")
        codes.append(caught.value.code)

    codes: list[str | None] = []
    recipient.exchange.transfers.download_file(transfer, "table.bin", tmp_path / "table.bin", progress=meanwhile)
    assert set(codes) == {"in-progress"}
    assert (tmp_path / "table.bin").read_bytes() == CONTENT


def test_threads_that_want_the_same_file_spoil_nothing(recipient: Client, transfer: Transfer, tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def one() -> None:
        try:
            recipient.exchange.transfers.download(transfer, tmp_path)
        except UsageError as error:
            failures.append(error)

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failures) < 8
    assert (tmp_path / "table.bin").read_bytes() == CONTENT


def test_a_file_that_the_manifest_does_not_have_is_wrong_use(
    recipient: Client, transfer: Transfer, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="no file of this name"):
        recipient.exchange.transfers.download_file(transfer, "other.bin", tmp_path / "other.bin")
    assert list(tmp_path.iterdir()) == []


def test_a_refused_download_leaves_nothing_behind(sender: Client, recipient: Client, tmp_path: Path) -> None:
    announced = sender.exchange.transfers.create(
        recipient=RECIPIENT, files=[{"name": "a", "size": 1, "sha256": hashlib.sha256(b"a").hexdigest()}]
    )
    with pytest.raises(Conflict):
        recipient.exchange.transfers.download(announced, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_range_can_be_read_as_it_comes(recipient: Client, transfer: Transfer) -> None:
    with recipient.exchange.transfers.file(transfer, "table.bin", range_="bytes=10-19") as download:
        assert (download.status, download.read()) == (206, CONTENT[10:20])


def test_an_upload_goes_on_with_the_missing_parts(sender: Client, recipient: Client, tmp_path: Path) -> None:
    path = tmp_path / "table.bin"
    path.write_bytes(CONTENT)
    digest = hashlib.sha256(CONTENT).hexdigest()
    begun = sender.exchange.transfers.create(
        recipient=RECIPIENT, files=[{"name": "table.bin", "size": len(CONTENT), "sha256": digest}], part_size=65_536
    )
    sender.exchange.transfers.put_part(begun, 2, CONTENT[65_536 : 2 * 65_536])
    sender.exchange.transfers.put_part(begun, 3, b"x" * 65_536)
    told: list[int] = []
    done = sender.exchange.transfers.resume_upload(begun.id, [path], progress=lambda done, _total: told.append(done))
    assert (done.state, done.parts_received) == ("available", 7)
    assert (told[0], told[-1], len(told)) == (2 * 65_536, 400_000, 6)
    assert sender.exchange.transfers.resume_upload(begun.id, [path]).state == "available"
    (there,) = recipient.exchange.transfers.download(done, tmp_path / "incoming")
    assert there.read_bytes() == CONTENT


def test_an_upload_is_not_continued_with_other_files(sender: Client) -> None:
    begun = sender.exchange.transfers.create(
        recipient=RECIPIENT, files=[{"name": "a.txt", "size": 1, "sha256": hashlib.sha256(b"a").hexdigest()}]
    )
    with pytest.raises(UsageError, match="not the files"):
        sender.exchange.transfers.resume_upload(begun, [UploadFile(b"b", name="a.txt")])


def test_a_file_that_changes_while_it_is_sent_is_told(sender: Client, tmp_path: Path) -> None:
    path = tmp_path / "growing.log"
    path.write_bytes(b"a" * 200_000)

    def grow(_done: int, _total: int | None) -> None:
        with path.open("ab") as stream:
            stream.write(b"b")

    with pytest.raises(UsageError, match="was changed") as caught:
        sender.exchange.transfers.upload([path], recipient=RECIPIENT, part_size=65_536, progress=grow)
    assert caught.value.code == "file-changed"


@pytest.mark.parametrize("name", ["Hộ tịch.csv", "../a", "nul.txt", "a."])
def test_names_that_receivers_cannot_take_are_not_sent(sender: Client, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be sent"):
        sender.exchange.transfers.upload([UploadFile(b"", name=name)], recipient=RECIPIENT)


def test_the_life_of_a_transfer_in_tasks(hub: ServedHub, tmp_path: Path) -> None:
    async def life() -> None:
        portal = AsyncClient(hub.url, **settings(hub, "example-portal"))
        provider = AsyncClient(hub.url, **settings(hub, PROVIDER))
        async with portal, provider:
            sent = await portal.exchange.transfers.upload([UploadFile(CONTENT, name="a.bin")], recipient=RECIPIENT)
            assert sent.id in [each.id async for each in provider.exchange.transfers.list(direction="received")]
            await provider.exchange.transfers.download(sent, tmp_path)
            done = await provider.exchange.transfers.acknowledge(await provider.exchange.transfers.get(sent))
            assert done.state == "acknowledged"
            assert await provider.exchange.transfers.get(done, if_none_match=done.etag) is None
            await provider.exchange.transfers.delete(done)

    asyncio.run(life())
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
