"""What goes wrong while a run is kept: nothing is lost, nothing is doubled, and a reader is told."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

import compliance
from compliance.model.kept_run import RunState
from tools import killed_runs

from .conftest import NAMES, RULES, TODAY, Runs, shown, write_platforms

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
ON_WINDOWS = sys.platform == "win32"


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A folder with a whole run and ten that were killed, and how their processes ended."""
    folder = tmp_path_factory.mktemp("killed")
    write_platforms(folder)
    program = [sys.executable, killed_runs.__file__, str(folder)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C.UTF-8"})
    return folder, json.loads(done.stdout)


@pytest.mark.skipif(ON_WINDOWS, reason="there is no kill -9, and no fork")
@pytest.mark.parametrize("moment", range(killed_runs.MOMENTS))
def test_a_run_that_was_killed_is_interrupted_and_resumed_whole(
    killed: tuple[Path, dict[str, Any]], moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, told = killed
    monkeypatch.chdir(folder)
    assert told["ends"][moment] == -9
    place = folder / f"killed-{moment}.sqlite"
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    runs = compliance.kept_runs(place) if has_tables(place) else ()
    if not runs:  # killed before it had begun
        resumed = killed_runs.audited(folder, place)
    else:
        (run,) = runs
        assert run.state is RunState.INTERRUPTED
        assert run.platforms == len(NAMES)
        whole_platforms(place, run.done)
        rest: list[str] = []
        resumed = compliance.audit(
            judging=compliance.Judging(as_of=TODAY, select=RULES),
            history=compliance.InHistory(place=place, resume="last"),
            on_progress=lambda progress: rest.append(progress.name),
        )
        assert len(set(rest)) == len(NAMES) - run.done
    (run,) = compliance.kept_runs(place)
    assert (run.number, run.state, run.platforms, run.done) == (1, RunState.COMPLETE, 4, 4)
    expected = compliance.kept_report(history=folder / "whole.sqlite")
    assert shown(resumed) == shown(compliance.kept_report(history=place)) == shown(expected)
    assert [each.slug for each in compliance.run_counts(history=place)] == list(NAMES)


def has_tables(place: Path) -> bool:
    with closing(sqlite3.connect(place)) as database:
        return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone())


def whole_platforms(place: Path, done: int) -> None:
    """Assert that each platform that was looked at has its evidence, and each that was judged has all of its parts."""
    with closing(sqlite3.connect(place)) as database:
        rows = database.execute("SELECT id, state, dossier_id, set_id FROM looked").fetchall()
        assert sum(state != "planned" for _, state, _, _ in rows) == done
        assert all(dossier is not None for _, state, dossier, _ in rows if state != "planned")
        for number, state, _, found in rows:
            parts = database.execute("SELECT count(*) FROM looked_parts WHERE looked_id = ?", (number,)).fetchone()[0]
            assert (parts > 0, found is not None) == ((state == "judged"),) * 2


def test_a_run_that_goes_on_is_not_resumed_by_another(runs: Runs) -> None:
    runs.audit("an-toan")
    with closing(sqlite3.connect(runs.place)) as database, database:
        database.execute("UPDATE runs SET state = 'running'")
    program = (
        "import sys; from pathlib import Path; from compliance.history.store import history_in\n"
        "alive = history_in(Path(sys.argv[1]), 5).alive(1); print(alive.is_held, flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(runs.place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert compliance.kept_runs(runs.place)[0].state is RunState.RUNNING
        with pytest.raises(compliance.UsageError, match="still going on in another process"):
            runs.audit(resume="1")
        holder.communicate("")
    assert compliance.kept_runs(runs.place)[0].state is RunState.INTERRUPTED


def test_two_audits_at_once_are_both_kept(runs: Runs) -> None:
    runs.audit()
    program = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(Path(killed_runs.__file__).parents[1])!r})\n"
               "from pathlib import Path; from tools.killed_runs import audited; print(sys.stdin.read())\n"
               "audited(Path(sys.argv[1]), Path(sys.argv[2]))", str(runs.folder), str(runs.place)]  # fmt: skip
    both = [subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    threads = [threading.Thread(target=each.communicate, args=("",)) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.returncode for each in both] == [0, 0]
    assert [(run.state, run.done) for run in compliance.kept_runs(runs.place)] == [(RunState.COMPLETE, 4)] * 3
    assert shown(runs.read(2)) == shown(runs.read(3))
    assert shown(runs.read(2))["summary"] == shown(runs.read(1))["summary"]


def test_a_history_that_is_locked_for_a_while_is_waited_for(runs: Runs) -> None:
    runs.audit()
    with closing(sqlite3.connect(runs.place, check_same_thread=False, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, other.execute, ("ROLLBACK",))
        release.start()
        report = runs.audit()
        release.join()
    assert report.run is not None
    assert compliance.kept_runs(runs.place)[-1].is_complete


def test_a_history_that_is_locked_from_the_beginning_keeps_no_report_away(runs: Runs) -> None:
    runs.audit()
    with closing(sqlite3.connect(runs.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        report = runs.audit(patience=0.2)
    assert [subject.id for subject in report.subjects] == list(NAMES)
    said = [str(notice) for notice in report.notices]
    assert any("this run is not kept whole: another program has kept the history locked" in each for each in said)
    (folder,) = runs.folder.glob("data/**/run-0-*")
    assert len(list(folder.glob("*.dossier"))) == len(NAMES)
    assert len(compliance.kept_runs(runs.place)) == 1


@contextmanager
def locked_after(place: Path, transactions: int) -> Iterator[None]:
    """Lock the history from another connection, once so many transactions of ours were committed."""
    left = transactions
    with closing(sqlite3.connect(place, check_same_thread=False, isolation_level=None)) as other:

        def on_checkin(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                other.execute("BEGIN IMMEDIATE")

        event.listen(Engine, "checkin", on_checkin)
        try:
            yield
        finally:
            event.remove(Engine, "checkin", on_checkin)


def test_what_a_locked_history_does_not_take_is_kept_beside_it_and_the_report_is_given(runs: Runs) -> None:
    runs.audit()
    with locked_after(runs.place, 3):
        report = runs.audit(patience=0.3)
    assert [subject.id for subject in report.subjects] == list(NAMES)
    assert report.run is None
    said = [str(notice) for notice in report.notices]
    assert any("this run is not kept whole: another program has kept the history locked" in each for each in said)
    (folder,) = runs.folder.glob("data/**/run-2-*")
    assert any(str(folder) in each for each in said)
    again = compliance.judge(folder, judging=compliance.Judging(as_of=TODAY, select=RULES))
    assert shown(again)["summary"] == shown(report)["summary"]
    resumed = runs.audit(resume="2")
    assert resumed.run is not None
    assert compliance.kept_runs(runs.place)[-1].is_complete


@contextmanager
def small_disk(place: Path, more: int) -> Iterator[None]:
    """Let the database grow by so many pages and no further, as on a disk that is full."""
    with closing(sqlite3.connect(place)) as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


@pytest.mark.parametrize("more", [0, 2, 4])
def test_a_full_disk_is_said_and_the_report_is_given(runs: Runs, more: int) -> None:
    runs.audit("an-toan")
    with small_disk(runs.place, more):
        report = runs.audit()
    assert [subject.id for subject in report.subjects] == list(NAMES)
    assert report.run is None
    said = " ".join(str(notice) for notice in report.notices)
    assert "this run is not kept whole: there is no room left for the history" in said
    assert "the evidence of this run lies in" in said
    with closing(sqlite3.connect(runs.place)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    first, second = compliance.kept_runs(runs.place)
    assert (first.state, second.state) == (RunState.COMPLETE, RunState.INTERRUPTED)
    assert runs.audit(resume="2").run is not None


def test_evidence_that_no_disk_takes_is_said(runs: Runs) -> None:
    runs.audit()
    (runs.folder / "data").write_text("no folder", "utf-8")
    with small_disk(runs.place, 0):
        runs.write("an-toan", "z")
        report = runs.audit()
    assert report.run is None
    assert "could not be written as files either" in " ".join(map(str, report.notices))


def test_a_history_that_may_only_be_read_is_said(runs: Runs) -> None:
    runs.audit()
    with closing(sqlite3.connect(runs.place)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    event.listen(Engine, "connect", read_only)
    try:
        with pytest.raises(compliance.UsageError, match="may only be read"):
            runs.audit()
        assert len(compliance.kept_runs(runs.place)) == 1
    finally:
        event.remove(Engine, "connect", read_only)


def read_only(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")
