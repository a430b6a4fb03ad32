"""The file of records: what is in it after a kill, a full disk, a rotation, and beside other programs."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ndxp_sdk import Audit, AuditContext, AuditFile
from ndxp_sdk.errors import InvalidConfiguration, NdxpError, NotSent, UsageError
from tools import recording
from tools.recording import record
from tools.servers import serving, status

Connect = Callable[..., Any]
KILLS = int(os.environ.get("NDXP_KILLS", "2"))
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these signals nor these limits")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "audit.jsonl"


def operations(file: Path) -> list[str]:
    """Of every line that can be read; others are left out."""
    found = []
    for line in file.read_bytes().split(b"\n"):
        with contextlib.suppress(ValueError):
            found.append(json.loads(line)["operation"])
    return found


@contextlib.contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may become longer."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def recorder(file: Path, sync: str = "always") -> "subprocess.Popen[bytes]":
    command = [sys.executable, recording.__file__, str(file), sync, "4"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def killed(program: "subprocess.Popen[bytes]", after: int) -> list[str]:
    """What a program had said when it was killed."""
    assert program.stdout is not None
    with program:
        said = [program.stdout.readline() for _ in range(after)]
        program.send_signal(signal.SIGKILL)
        said += program.stdout.readlines()
    return [line.decode().strip() for line in said if line.endswith(b"\n")]


@pytest.mark.usefixtures("sockets_and_processes")
@on_posix
@pytest.mark.parametrize("sync", ["always", "never"])
def test_every_record_that_was_accepted_survives_a_kill(file: Path, sync: str) -> None:
    chance = random.Random(7)
    said = [each for _ in range(KILLS) for each in killed(recorder(file, sync), chance.randint(1, 60))]
    found = Counter(operations(file))
    assert len(said) >= KILLS
    assert [each for each in said if found[each] != 1] == []


@pytest.mark.usefixtures("sockets_and_processes")
@on_posix
def test_programs_that_share_a_file_do_not_come_between_one_another(file: Path) -> None:
    programs = [recorder(file, "never") for _ in range(2)]
    said = [each for program in programs for each in killed(program, 150)]
    assert set(said) <= set(operations(file))
    broken = [line for line in file.read_bytes().split(b"\n")[:-1] if not line.startswith(b'{"at"')]
    assert broken == []


@on_posix
def test_a_torn_line_takes_no_record_with_it(file: Path) -> None:
    sink = AuditFile(file)
    sink.write(record("1"))
    with room_for(file.stat().st_size + 40), pytest.raises(OSError, match="in part only"):
        sink.write(record("2"))
    sink.write(record("3"))
    assert operations(file) == ["1", "3"]
    with file.open("ab") as other:
        other.write(b'{"at":"2026-')
    AuditFile(file).write(record("4"))
    sink.write(record("5"))
    assert operations(file) == ["1", "3", "4", "5"]
    assert len(file.read_bytes().split(b"\n")) == 7


@on_posix
def test_lines_that_others_tear_at_the_same_time_take_no_record_with_them(file: Path) -> None:
    sink, is_over = AuditFile(file, sync="never"), threading.Event()

    def tear() -> None:
        with file.open("ab", buffering=0) as other:
            while not is_over.is_set():
                other.write(b"torn ")

    tearing = threading.Thread(target=tear)
    tearing.start()
    names = [str(number) for number in range(200)]
    for name in names:
        sink.write(record(name))
    is_over.set()
    tearing.join()
    assert operations(file) == names


def test_a_file_that_was_moved_away_or_removed_is_made_anew(file: Path) -> None:
    sink = AuditFile(file)
    sink.write(record("1"))
    file.rename(file.with_suffix(".1"))
    sink.write(record("2"))
    file.unlink()
    sink.write(record("3"))
    assert (operations(file.with_suffix(".1")), operations(file)) == (["1"], ["3"])


@on_posix
def test_a_new_file_is_for_its_owner_alone_and_another_stays_as_it_is(file: Path) -> None:
    AuditFile(file).prepare()
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    AuditFile(file).write(record("1"))
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_program_that_changes_its_folder_goes_on_with_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sink = AuditFile("audit.jsonl")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    sink.write(record("1"))
    assert (operations(tmp_path / "audit.jsonl"), repr(sink)) == (["1"], "AuditFile('audit.jsonl')")


def calls_of(action: Callable[[], object], name: str) -> int:
    """How often a function of the system is called by an action."""
    called: list[str] = []
    before = sys.getprofile()
    sys.setprofile(lambda _, event, found: called.append(found.__name__) if event == "c_call" else None)
    try:
        action()
    finally:
        sys.setprofile(before)
    return called.count(name)


@on_posix
def test_a_record_is_brought_to_the_disk_unless_that_was_not_wanted(file: Path) -> None:
    careful, quick = AuditFile(file), AuditFile(file, sync="never")
    assert calls_of(lambda: careful.write(record("1")), "fsync") == 2  # its name in the folder, and its content
    assert calls_of(lambda: careful.write(record("2")), "fsync") == 1
    assert calls_of(lambda: quick.write(record("3")), "fsync") == 0
    assert operations(file) == ["1", "2", "3"]
    with pytest.raises(
        InvalidConfiguration, match=r"AuditFile\.sync is a str, one of these is expected: always, never"
    ):
        AuditFile(file, sync="sometimes")  # type: ignore[arg-type]


@on_posix
def test_a_pipe_gets_lines_and_one_that_nobody_reads_holds_nobody(file: Path) -> None:
    os.mkfifo(file)
    with pytest.raises(OSError, match="No such device"):
        AuditFile(file).prepare()
    reader = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
    AuditFile(file).prepare()
    AuditFile(file).write(record("1"))
    assert json.loads(os.read(reader, 65536))["operation"] == "1"
    os.close(reader)


def test_a_record_is_one_line_whatever_is_in_it(file: Path) -> None:
    strange = AuditContext(purpose="một\u2028hai\u2029ba\x85bốn\nnăm\x0bsáu\x1cbảy")
    AuditFile(file).write(record("1", context=strange))
    (line,) = file.read_text("utf-8").splitlines()
    assert json.loads(line)["context"]["purpose"] == strange.purpose


def test_half_of_a_surrogate_pair_that_a_server_sends_is_on_record(connect: Connect, file: Path) -> None:
    problem = status(409, b'{"type":"about:blank","title":"t","status":409,"code":"\\ud83d"}')
    with serving(problem) as server, pytest.raises(NdxpError) as caught:
        connect(server.url, audit=Audit(AuditFile(file))).request("GET", "/x")
    assert (json.loads(file.read_bytes())["code"], caught.value.status) == (caught.value.code, 409)


NO_TEXT = b"Nguy\xean".decode("utf-8", "surrogateescape")  # what os.environ gives for bytes of another encoding


@pytest.mark.parametrize(
    ("context", "told"),
    [
        (AuditContext(officer=NO_TEXT), "AuditContext.officer cannot be written as UTF-8"),
        (AuditContext(system="VN/GOV/G22/mot-cua", case_ref="\ud800"), "AuditContext.case_ref"),
        (AuditContext(purpose="ă" * 20_000), "has 40000 bytes, at most 32768"),
    ],
)
def test_nothing_is_sent_in_the_name_of_a_context_that_cannot_be_kept(
    connect: Connect, file: Path, context: AuditContext, told: str
) -> None:
    with serving() as server:
        client = connect(server.url, audit=Audit(AuditFile(file), context))
        with pytest.raises(UsageError, match=told) as caught:
            client.request("POST", "/x", json={})
        assert (server.requests, caught.value.sent) == ([], "no")
        warned = connect(server.url, audit=Audit(AuditFile(file), context, "warn"))
        assert warned.request("GET", "/x").status == 200
    assert json.loads(file.read_bytes())["context"] == {
        name: getattr(context, name) for name in ("system", "unit", "officer", "purpose", "legal_basis", "case_ref")
    }


@on_posix
def test_nothing_is_sent_where_the_file_cannot_take_a_record(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder, missing, full = tmp_path, tmp_path / "missing" / "audit.jsonl", tmp_path / "file"
    with serving() as server:
        for path, limit, told in (
            (folder, 10**9, "Is a dir"),
            (missing, 10**9, "No such file"),
            (full, 500, "no room"),
        ):
            client = connect(server.url, audit=Audit(AuditFile(path)))
            with room_for(limit), pytest.raises(NotSent, match=f"nothing was sent.*{told}"):
                client.request("POST", "/x", json={})
        assert server.requests == []
