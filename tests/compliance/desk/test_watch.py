"""`compliance watch`: real files change, a real process says what came and what went."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.usefixtures("sockets_and_processes"),
    pytest.mark.skipif(sys.platform == "win32", reason="it is interrupted as a terminal of POSIX does it"),
]
DOCUMENT = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {/ho: {$ref: 'chung.yaml#/ho'}}\nx-a: no\n"
SHARED = "ho: {get: {responses: {'200': {description: Được}}, x-b: no}}\n"
COUNT = "findings: "
WAIVER = f"""\
- rule: openapi.scalars_read_alike
  scope: openapi.yaml#*
  reason: đang sửa
  legal_basis: Công văn 1/VD
  owner: Nguyễn Văn A
  approver: Trần Thị B
  expires: {date.today() + timedelta(days=200)}
"""  # noqa: DTZ011 - because a waiver ends within a year of any today
PATIENCE = 60


class Watched:
    """A watch that runs in a folder, and the lines that it wrote."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "compliance.cli", "watch", *arguments],
            cwd=folder,
            env={**os.environ, "LANG": "en_US.UTF-8", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip("\n"))

    def until(self, beginning: str) -> list[str]:
        """Return the lines that come next, to the first that begins so."""
        lines: list[str] = []
        while not lines or not lines[-1].startswith(beginning):
            lines.append(self._lines.get(timeout=PATIENCE))
        return lines

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; returns the exit status and what stood on standard error."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return status, self.process.stderr.read()


Start = Callable[..., Watched]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start watches in a folder, and end them."""
    started: list[Watched] = []

    def watch(*arguments: str, **environment: str) -> Watched:
        started.append(Watched(tmp_path, *arguments, **environment))
        return started[-1]

    yield watch
    for each in started:
        each.process.kill()
        each.process.communicate()


def rules(lines: list[str]) -> set[tuple[str, str, str]]:
    """Return sign, file and rule of each line that tells a finding."""
    told = [line.split() for line in lines if line[:1] in {"+", "-"}]
    return {(words[0], words[1].partition(":")[0], words[3].removeprefix("openapi.")) for words in told}


@pytest.mark.parametrize("polling", ["", "1"])
def test_only_what_changed_is_told_until_the_user_ends_it(start: Start, tmp_path: Path, polling: str) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    watch = start(".", WATCHFILES_FORCE_POLLING=polling)
    begun = watch.until(COUNT)
    assert ("+", "openapi.yaml", "scalars_read_alike") in rules(begun)
    assert ("+", "openapi.yaml", "references_resolve") in rules(begun)
    assert watch.until("watching") == ["watching; end with Ctrl-C"]
    (tmp_path / "chung.yaml").write_text(SHARED, "utf-8")  # a file that was missing
    told = rules(watch.until(COUNT))
    assert {("-", "openapi.yaml", "references_resolve"), ("+", "chung.yaml", "scalars_read_alike")} < told
    assert ("+", "openapi.yaml", "scalars_read_alike") not in told
    (tmp_path / ".swap").write_text(DOCUMENT.replace("x-a: no", "# lời\n\nx-a: 1"), "utf-8")
    (tmp_path / ".swap").replace(tmp_path / "openapi.yaml")  # as many editors save
    assert rules(watch.until(COUNT)) == {("-", "openapi.yaml", "scalars_read_alike")}
    (tmp_path / "chung.yaml").write_text(SHARED.replace("x-b: no", "x-b: 'no'"), "utf-8")  # reached by $ref alone
    told = watch.until(COUNT)
    assert rules(told) == {("-", "chung.yaml", "scalars_read_alike")}
    assert told[-1].endswith("documents and records: 1")
    (tmp_path / "mới").mkdir()
    (tmp_path / "mới/openapi.yaml").write_text(DOCUMENT, "utf-8")
    assert watch.until(COUNT)[-1].endswith("documents and records: 2")
    (tmp_path / "mới/openapi.yaml").unlink()
    gone = watch.until(COUNT)
    assert gone[-1].endswith("documents and records: 1")
    assert {sign for sign, _, _ in rules(gone)} == {"-"}
    status, said = watch.interrupt()
    assert status == 130
    assert "Traceback" not in said
    assert not any("\x1b" in line for line in (*begun, *told, *gone))


def test_a_file_that_is_named_is_watched_beside_its_neighbours_and_may_come_later(start: Start, tmp_path: Path) -> None:
    watch = start("openapi.yaml", "--lang", "vi", "--select", "openapi.scalars_read_alike")
    assert watch.until("số điểm vi phạm")[-1].endswith("số tài liệu và hồ sơ: 1")
    (tmp_path / "khac.yaml").write_text(DOCUMENT, "utf-8")
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    told = watch.until("số điểm vi phạm: 1")
    assert any(
        line.startswith("+ openapi.yaml:4:6 khuyến nghị openapi.scalars_read_alike không có dấu") for line in told
    )
    assert not any("khac.yaml" in line for line in told)
    for number in range(30):  # a burst
        (tmp_path / "openapi.yaml").write_text(DOCUMENT + f"x-c: {number}\n", "utf-8")
    (tmp_path / "openapi.yaml").write_text(DOCUMENT + "x-d: off\n", "utf-8")
    assert any(line.startswith("+ openapi.yaml:5:6") for line in watch.until("số điểm vi phạm: 2"))
    assert watch.interrupt()[0] == 130


def test_a_fault_of_syntax_is_told_and_the_findings_come_back(start: Start, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    watch = start("openapi.yaml")
    before = rules(watch.until(COUNT))
    (tmp_path / "openapi.yaml").write_text(DOCUMENT + "x-b: [a }\n", "utf-8")
    assert ("+", "openapi.yaml", "document_parses") in rules(watch.until(COUNT))
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    told = rules(watch.until(COUNT))
    assert {each for each in told if each[0] == "+"} == before
    assert watch.interrupt()[0] == 130


def test_settings_and_waivers_count_as_soon_as_they_are_written(start: Start, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    watch = start(".")
    assert ("+", "openapi.yaml", "scalars_read_alike") in rules(watch.until(COUNT))
    watch.until("watching")
    (tmp_path / "compliance.toml").write_text('select = ["openapi.scalars_read_alike"]\n', "utf-8")
    told = rules(watch.until(f"{COUNT}1;"))
    assert ("-", "openapi.yaml", "references_resolve") in told
    assert {sign for sign, _, _ in told} == {"-"}
    settings = 'select = ["openapi.scalars_read_alike"]\nwaivers = "waivers.yaml"\n'
    (tmp_path / "waivers.yaml").write_text(WAIVER, "utf-8")
    (tmp_path / "compliance.toml").write_text(settings, "utf-8")
    assert rules(watch.until(f"{COUNT}0;")) == {("-", "openapi.yaml", "scalars_read_alike")}
    (tmp_path / "waivers.yaml").write_text("[]\n", "utf-8")
    assert rules(watch.until(f"{COUNT}1;")) == {("+", "openapi.yaml", "scalars_read_alike")}
    (tmp_path / "compliance.toml").write_text("select = [\n", "utf-8")  # as while somebody types
    time.sleep(0.5)
    (tmp_path / "compliance.toml").write_text("", "utf-8")
    assert ("+", "openapi.yaml", "references_resolve") in rules(watch.until(COUNT))
    status, said = watch.interrupt()
    assert status == 130
    assert said.count("compliance.toml") <= 1
    assert "Traceback" not in said


def test_what_cannot_be_watched_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    for arguments in (("-",), ("https://api.example.gov.vn/openapi.yaml",), ("openapi.yaml", "--select", "nobody")):
        watch = start(*arguments)
        assert watch.process.wait(PATIENCE) == 64
        assert watch.process.stderr is not None
        said = watch.process.stderr.read()
        assert said.startswith("compliance: ")
        assert "Traceback" not in said
