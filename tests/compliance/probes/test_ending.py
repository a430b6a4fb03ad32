"""A command that is ended while it looks leaves what it has seen by then."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tools.servers import serving, silence, status

pytestmark = [
    pytest.mark.usefixtures("sockets_and_processes"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals are those of POSIX"),
]
RECORD = "slug: {}\nowner: {{code: G12}}\nservices: [{{id: a, base_url: 'http://127.0.0.1:{}/v1'}}]\n"
PATIENCE = 60
LIVE = ("--allow-private", "--rate", "500", "--timeout", "600", "--lang", "en")


@pytest.fixture(autouse=True)
def platforms(write: Callable[..., Path]) -> Iterator[None]:
    """The records of a platform that answers, and of one that says nothing."""
    with ExitStack() as stack:
        for slug, script in {"answers": status(200), "silent": silence}.items():
            write(f"{slug}.yaml", RECORD.format(slug, stack.enter_context(serving(script)).port))
        yield


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """Yield both ends; theirs is closed by whoever hands it to a process."""
    ours, theirs = os.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def ended(folder: Path, number: int, *arguments: str) -> tuple[int, str, str]:
    """Run a command until one platform is finished, and end it; gives the exit status and what it wrote."""
    command = [sys.executable, "-m", "compliance.cli", *arguments, "answers.yaml", "silent.yaml", *LIVE]
    environment = {**os.environ, "LANG": "en_US.UTF-8", "TERM": "xterm", "COLUMNS": "200"}
    written = folder / "out.txt"
    with (
        terminal() as (ours, theirs),
        written.open("wb") as out,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=theirs) as process,
    ):
        os.close(theirs)
        told = b""
        while b"1/2" not in told:
            told += os.read(ours, 65536)
        process.send_signal(number)
        with suppress(OSError):  # because a terminal that nobody writes to any more ends so
            while data := os.read(ours, 65536):
                told += data
        process.wait(PATIENCE)
    return process.returncode, written.read_text("utf-8"), told.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["terminated", "interrupted"])
def test_an_audit_that_is_ended_reports_what_was_seen(tmp_path: Path, number: int) -> None:
    returned, out, err = ended(tmp_path, number, "audit", "--format", "json", "--keep", "kept")
    assert returned == 128 + number, err
    assert f"compliance: ended by {signal.Signals(number).name}; what was seen by now is kept and reported" in err
    answered, silent = json.loads(out)["subjects"]
    outcomes = {each["outcome"] for each in silent["verdicts"] if each["rule"].startswith("endpoint.")}
    assert outcomes == {"not_observed"}
    assert "it was not looked at: the run was ended before" in str(silent)
    assert "it was not looked at" not in str(answered)
    assert {path.stem for path in (tmp_path / "kept").iterdir()} == {"answers", "silent"}


def test_a_collection_that_is_ended_keeps_what_was_seen(run: Callable[..., Any], tmp_path: Path) -> None:
    returned, out, _ = ended(tmp_path, signal.SIGTERM, "collect", "-o", "kept")
    assert (returned, "dossiers: 2" in out) == (143, True)
    report = json.loads(run("judge", "kept", "--format", "json").out)
    told = {subject["id"]: "the run was ended before" in str(subject) for subject in report["subjects"]}
    assert told == {"answers": False, "silent": True}


def test_a_kept_audit_that_is_ended_is_interrupted_and_its_rest_is_looked_at(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    chosen = ("--history", "h.sqlite", "--select", "endpoint.*", "--allow-private", "--quiet")
    returned, out, _ = ended(tmp_path, signal.SIGTERM, "audit", "--format", "text", "--history", "h.sqlite")
    assert returned == 143
    assert "the run 1 was interrupted; `compliance audit --history h.sqlite --resume 1` looks at the rest" in out
    assert "interrupted\t1/2" in run("history", "list", "--history", "h.sqlite").out
    run("audit", *chosen, "--resume", "1", "--timeout", "0.2", "--rate", "500")
    assert "complete\t2/2" in run("history", "list", "--history", "h.sqlite").out
    report = json.loads(run("report", "--history", "h.sqlite", "--format", "json").out)
    assert {subject["id"] for subject in report["subjects"]} == {"answers", "silent"}
    assert "the run was ended before" not in str(report["subjects"])
