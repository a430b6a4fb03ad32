"""`ndxp download`: whole files or none, and once more from where it ended."""

import json
import os
from collections.abc import Iterator

import pytest

from ndxp_mocks import HubSettings, ServedHub, serve_hub
from ndxp_sdk import Client, ClientSecret, Secret

from .conftest import CUSTOMS, PORTAL

BIG = os.urandom(200_000)


def sent(hub: ServedHub, folder, big: bytes = BIG) -> str:
    """A transfer of two files to the portal; its id."""
    (folder / "outgoing").mkdir()
    (folder / "outgoing" / "big.bin").write_bytes(big)
    (folder / "outgoing" / "small.csv").write_text("a,b\n")
    secret = Secret(hub.secret("provider-digital-customs"))
    with Client(hub.url, client=CUSTOMS, credential=ClientSecret("provider-digital-customs", secret)) as client:
        files = [folder / "outgoing" / name for name in ("big.bin", "small.csv")]
        return client.exchange.transfers.upload(files, recipient=PORTAL).id


@pytest.fixture
def transfer(hub, tmp_path) -> str:
    return sent(hub, tmp_path)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_all_files_arrive_and_are_not_fetched_twice(run, write, transfer, tmp_path, lang) -> None:
    write()
    found = run("download", transfer, "in/deep", "--lang", lang)
    folder = tmp_path / "in" / "deep"
    assert (found.status, (folder / "big.bin").read_bytes() == BIG) == (0, True)
    whole = {"en": "200000 bytes, whole", "vi": "200000 byte, nguyên vẹn"}[lang]
    assert found.out.splitlines()[0].endswith(whole)
    before = (folder / "big.bin").stat().st_mtime_ns
    again = json.loads(run("download", transfer, "in/deep", "--json").out)
    assert [file["size"] for file in again["files"]] == [200_000, 4]
    assert (folder / "big.bin").stat().st_mtime_ns == before


def test_one_file_by_its_path(run, write, transfer, tmp_path) -> None:
    write()
    assert run("download", f"/exchange/v1/transfers/{transfer}/files/small.csv", ".").status == 0
    assert (tmp_path / "small.csv").read_text() == "a,b\n"
    assert run("download", f"/exchange/v1/transfers/{transfer}/files/other.csv", ".").status == 64


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/exchange/v1/transfers/a/files/..", "/exchange/v1/transfers/a/files/a/b"]
)
def test_another_path_is_no_file(run, write, path) -> None:
    write()
    found = run("download", path, ".", "--lang", "vi")
    assert (found.status, "không phải tệp của một lượt truyền" in found.err) == (64, True)


def test_a_transfer_is_acknowledged_on_request(run, write, transfer, hub) -> None:
    write()
    assert run("download", transfer, "in", "--acknowledge").status == 0
    secret = Secret(hub.secret("example-portal"))
    with Client(hub.url, client=PORTAL, credential=ClientSecret("example-portal", secret)) as client:
        assert client.exchange.transfers.get(transfer).state == "acknowledged"
    assert run("download", "/exchange/v1/transfers/a/files/b", "in", "--acknowledge").status == 64


def test_another_file_of_that_name_is_kept(run, write, transfer, tmp_path) -> None:
    write()
    (tmp_path / "small.csv").write_text("mine")
    found = run("download", transfer, ".")
    assert (found.status, (tmp_path / "small.csv").read_text()) == (64, "mine")


def test_a_folder_that_cannot_be_made(run, write, tmp_path) -> None:
    write()
    (tmp_path / "file").write_text("")
    found = run("download", "x", "file/in", "--lang", "vi")
    assert (found.status, "không ghi được" in found.err) == (64, True)


@pytest.fixture
def cutting(sockets_and_processes: None) -> Iterator[ServedHub]:
    with serve_hub(HubSettings(faults={"transfer-cut"})) as served:
        yield served


def test_what_was_torn_goes_on(run, write, cutting, tmp_path) -> None:
    transfer = sent(cutting, tmp_path, b"ab")
    write(base_url=cutting.url)
    torn = run("download", transfer, "in", "--lang", "vi")
    kept = (tmp_path / "in" / "big.bin.part").read_bytes()
    assert (torn.status, kept, (tmp_path / "in" / "big.bin").exists()) == (2, b"a", False)
    assert "phần đã nhận được giữ lại: chạy lại lệnh này để nhận tiếp" in torn.err
    cutting.world.faults.clear()
    assert run("download", transfer, "in").status == 0
    assert (tmp_path / "in" / "big.bin").read_bytes() == b"ab"
