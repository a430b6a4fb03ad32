"""Streams that are closed or full, and a folder that is gone: one sentence, and the status that is documented."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.usefixtures("sockets_and_processes"),
    pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors by the shell"),
]
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def shell(line: str, folder: Path, language: str = "en") -> tuple[int, str]:
    """Run a line with `compliance` in place of {}; its status, and what it says on standard error."""
    command = line.format(f"{sys.executable} -m compliance.cli", lang=f"--lang {language}")
    done = subprocess.run(command, shell=True, cwd=folder, env=BUFFERED, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "words", ["check - {lang}", "audit - {lang}", "observe --spec openapi.yaml --log - {lang}"], ids=lambda it: it[:5]
)
def test_a_closed_input_is_told(words: str, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\npaths: {}\n", "utf-8")
    status, said = shell(f"{{}} {words} <&-", tmp_path)
    assert (status, said) == (64, "compliance: standard input is closed, so that nothing can be read from it\n")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    line = "mkdir gone && cd gone && rmdir ../gone && {} check openapi.yaml {lang}"
    status, said = shell(line, tmp_path, "vi")
    assert (status, said) == (64, "compliance: thư mục hiện tại không còn nữa; hãy chuyển sang thư mục khác\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize(("words", "status"), [("check none.yaml", 2), ("audit none", 2), ("demo --list 1999", 64)])
def test_what_nobody_hears_changes_no_status(words: str, status: int, tmp_path: Path) -> None:
    assert shell(f"{{}} {words} {{lang}} 2>/dev/full >&-", tmp_path) == (status, "")
    assert shell(f"{{}} {words} {{lang}} 2>/dev/full", tmp_path) == (status, "")


@pytest.mark.parametrize(
    ("words", "status"),
    [("check none.yaml --format json --quiet", 2), ("judge none", 2), ("observe --spec a.yaml --log a.log", 2)],
)
def test_what_is_told_beside_does_not_reach_the_output_where_nobody_hears_it(
    words: str, status: int, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text("openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\npaths: {}\n", "utf-8")
    (tmp_path / "a.log").write_text("nothing\n", "utf-8")
    assert shell(f"{{}} {words} {{lang}} >out 2>&-", tmp_path) == (status, "")
    assert "compliance: " not in (tmp_path / "out").read_text("utf-8")


def test_a_target_without_a_name_is_shown(tmp_path: Path) -> None:
    status, said = shell("{} collect '' --out out {lang}", tmp_path)
    assert status == 2
    assert "“” is neither a record file nor a slug of the registry" in said
