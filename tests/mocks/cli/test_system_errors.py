"""What the operating system refuses is told in the language of the user, in one line and without its own words."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ndxp_mocks.cli.main import main

LONG = "x" * 300


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to("loop")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 64
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()[0]


@pytest.mark.parametrize(
    ("file", "english", "vietnamese"),
    [
        ("none", "there is no such file or folder", "không có tệp hoặc thư mục này"),
        ("folder", "it is a folder", "đây là thư mục"),
        ("loop", "it is a link that leads back to itself", "đây là liên kết dẫn về chính nó"),
        ("file/x", "what should be a folder is a file", "nơi lẽ ra là thư mục lại là tệp"),
        (LONG, "the name is longer than the system allows", "tên dài quá mức hệ thống cho phép"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_document_that_cannot_be_read(
    file: str, english: str, vietnamese: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("platform", "--spec", file)
    assert told(capsys, "--lang", "en", *asked) == f"ndxp-mocks: cannot read {file}: {english}"
    assert told(capsys, "--lang", "vi", *asked) == f"ndxp-mocks: không đọc được {file}: {vietnamese}"


@pytest.mark.parametrize("command", [("fleet",), ("hub", "--port", "0")])
@pytest.mark.usefixtures("folder", "sockets_and_processes")
def test_folder_that_cannot_be_written(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--lang", "vi", *command, "--directory", "loop") == (
        "ndxp-mocks: không ghi được vào loop: nơi lẽ ra là thư mục lại không phải thư mục"
    )


@pytest.mark.parametrize("command", [("platform",), ("hub",), ("platform", "--spec", "openapi.json")])
@pytest.mark.usefixtures("sockets_and_processes")
def test_port_that_is_taken(command: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "openapi.json").write_text('{"openapi": "3.1.0", "paths": {"/a": {"get": {}}}}')
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert told(capsys, "--lang", "vi", *command, "--port", port) == (
            f"ndxp-mocks: không mở được cổng {port}: một chương trình khác đang dùng cổng này"
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_exit_status_is_the_same_where_nobody_takes_the_complaint(command: tuple[str, ...]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*command, "faults"], stdout=full, stderr=full, env=environment, check=False)
    assert done.returncode == 64


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor by the shell")
def test_complaint_does_not_reach_the_output_where_nobody_hears_it(command: tuple[str, ...]) -> None:
    line = " ".join((*command, "platform", "--spec", "none", "2>&-"))
    done = subprocess.run(["sh", "-c", line], stdout=subprocess.PIPE, check=False)
    assert (done.returncode, done.stdout) == (64, b"")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only some systems have a file without end")
def test_document_without_end_is_not_read_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "--lang", "vi", "platform", "--spec", "/dev/zero")
    assert said == "ndxp-mocks: không phục vụ được /dev/zero: tài liệu có hơn 67108864 byte"
