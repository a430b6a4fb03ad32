"""Runs in PostgreSQL: the same as in a file, through an outage too."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import Engine

import compliance
from compliance.actions.kept_reader import KeptReader
from compliance.history.schema import HEAD, METADATA
from compliance.model.brief import brief_of
from compliance.model.kept_run import RunState
from tools import postgres

from .conftest import NAMES, Runs, shown
from .earlier_forms import fill_first_form, make_first_form, rows
from .removing import removed_while_reading

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("sockets_and_processes")]


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.serving() as served:
        yield served


@pytest.fixture
def kept(server: postgres.Server, runs: Runs) -> Runs:
    """Audits kept in an empty database."""
    engine = create_engine(server.address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return Runs(runs.folder, server.address)  # type: ignore[arg-type]  # a place is a file or an address


def test_runs_are_kept_and_compared_as_in_a_file(kept: Runs, runs: Runs) -> None:
    in_file, in_server = runs.audit(), kept.audit()
    assert shown(in_server) == shown(in_file)
    assert kept.read() == in_server
    kept.write("an-toan", "a", "c")
    changes = kept.audit().changes
    assert changes is not None
    found = changes.of(compliance.FindingChange.NEW, compliance.FindingChange.MENDED)
    assert sorted((each.subject, each.change) for each in found) == [("an-toan", "mended"), ("an-toan", "new")]
    assert compliance.run_counts(history=kept.place)[0].slug == NAMES[0]
    assert [each.platforms for each in compliance.run_trend(kept.place)] == [4, 4]
    assert len(compliance.export_run(2, runs.folder / "out", history=kept.place)) == 4
    assert [run.number for run in compliance.prune_runs(kept.place, keep=1)] == [1]
    assert kept.read().changes is None
    assert compliance.migrate_history(kept.place) == (HEAD, HEAD)


def test_all_steps_together_make_the_form_of_a_new_database(kept: Runs, server: postgres.Server) -> None:
    assert compliance.migrate_history(kept.place) == (None, HEAD)
    migrated = form(server)
    engine = create_engine(server.address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    engine.dispose()
    kept.audit("an-toan")
    assert form(server) == migrated


def test_a_history_of_the_first_version_is_brought_up_and_read(
    kept: Runs, server: postgres.Server, tmp_path: Path
) -> None:
    make_first_form(tmp_path / "first.sqlite")
    tables = rows(tmp_path / "first.sqlite")
    fill_first_form(server.address, tables)
    with pytest.raises(compliance.UsageError, match=r"the form r0001 of an earlier version"):
        KeptReader(kept.place)
    assert compliance.migrate_history(kept.place) == ("r0001", HEAD)
    compliance.migrate_history(tmp_path / "first.sqlite")
    for number in (1, 2):
        assert kept.read(number) == Runs(tmp_path, tmp_path / "first.sqlite").read(number)
    kept.write("an-toan", "a", "b", "c")
    report = kept.audit("an-toan", "dat-dai")
    with KeptReader(kept.place) as reader:
        first, _, last = reader.runs()
        assert [len(reader.overview(run).subjects) for run in (first, last)] == [2, 2]
        shown = reader.overview(last)
        assert report.changes is not None
        assert shown.changes == report.changes.without_unchanged
        assert shown.subjects == tuple(map(brief_of, report.subjects))
        assert reader.platform(last, "an-toan") == report.subjects[0]
        assert [each.run.number for each in reader.stays("an-toan")] == [1, 2, 3]
        assert {each.number for each in reader.since(last, "dat-dai").values()} == {1}
        assert {each.number for each in reader.since(last, "an-toan").values()} == {1, 3}
        assert reader.compared(last, first).changes is not None
        assert reader.progress(last).judged == 2
    assert [run.number for run in compliance.prune_runs(kept.place, keep=1)] == [1, 2]


def test_a_run_that_is_removed_while_it_is_read_is_read_whole(kept: Runs, server: postgres.Server) -> None:
    kept.audit()
    kept.write("an-toan", "a")
    expected = tuple(map(brief_of, kept.audit().subjects))
    kept.audit("an-toan")
    with KeptReader(kept.place) as reader, removed_while_reading(server.address) as removed:
        run = reader.run("2")
        assert reader.overview(run).subjects == expected
        assert [each.number for each in removed] == [1, 2]
        with pytest.raises(compliance.UsageError, match="the run 2 was removed meanwhile"):
            reader.overview(run)


def form(server: postgres.Server) -> dict[str, Any]:
    engine = create_engine(server.address)
    seen = inspect(engine)
    found = {
        table: (
            [(each["name"], str(each["type"]), each["nullable"]) for each in seen.get_columns(table)],
            sorted((each["name"], tuple(each["column_names"])) for each in seen.get_indexes(table)),
            sorted(each["referred_table"] for each in seen.get_foreign_keys(table)),
        )
        for table in METADATA.tables
    }
    engine.dispose()
    return found


@pytest.mark.parametrize("statements", [2, 30, 55])
def test_a_server_that_goes_away_for_a_while_loses_nothing(
    kept: Runs, server: postgres.Server, statements: int
) -> None:
    before = kept.audit()
    said: list[str] = []
    left, restart = statements, threading.Timer(2.0, server.start)

    def on_statement(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            server.stop()
            restart.start()

    def on_progress(progress: compliance.Progress) -> None:
        if progress.waiting is not None:
            said.append(str(progress.waiting))

    event.listen(Engine, "before_cursor_execute", on_statement)
    try:
        report = compliance.audit(
            *(f"{name}.record.yaml" for name in NAMES),
            judging=compliance.Judging(as_of=before.as_of, select=("record.*", "openapi.operation_*")),
            history=compliance.InHistory(place=server.address, patience=60.0),
            on_progress=on_progress,
        )
    finally:
        event.remove(Engine, "before_cursor_execute", on_statement)
        restart.join()
    assert left <= 0
    assert report.run is not None
    assert any("cannot be reached, or broke off" in each and each.endswith("trying again") for each in said)
    runs = compliance.kept_runs(server.address)
    assert [(run.state, run.platforms, run.done) for run in runs] == [(RunState.COMPLETE, 4, 4)] * 2
    assert shown(kept.read("last")) == shown(kept.read(1))


def test_a_server_that_stays_away_is_said_and_the_evidence_is_kept_as_files(
    kept: Runs, server: postgres.Server
) -> None:
    kept.audit()
    left = 40

    def on_statement(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            server.stop()

    event.listen(Engine, "before_cursor_execute", on_statement)
    try:
        report = kept.audit(patience=1.0)
    finally:
        event.remove(Engine, "before_cursor_execute", on_statement)
        server.start()
    assert report.run is None
    assert [subject.id for subject in report.subjects] == list(NAMES)
    said = " ".join(map(str, report.notices))
    assert "this run is not kept whole: the database of the history cannot be reached" in said
    (folder,) = Path().glob("data/**/run-2-*")
    assert len(list(folder.glob("*.dossier"))) == 4
    assert compliance.kept_runs(server.address)[-1].state is RunState.INTERRUPTED
    assert kept.audit(resume="2").run is not None


def test_two_processes_know_of_one_another(kept: Runs, server: postgres.Server) -> None:
    from contextlib import closing

    from compliance.history.store import history_at

    kept.audit("an-toan")
    engine = create_engine(server.address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE runs SET state = 'running'"))
    engine.dispose()
    with closing(history_at(server.address, "here", 5.0)) as history, history.alive(1) as alive:
        assert alive.is_held
        assert compliance.kept_runs(server.address)[0].state is RunState.RUNNING
    assert compliance.kept_runs(server.address)[0].state is RunState.INTERRUPTED
