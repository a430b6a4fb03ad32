"""The form of the database: ours is made, an older one is brought up on request only, a newer one is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

import compliance
from compliance.actions.kept_reader import KeptReader
from compliance.history.schema import HEAD, METADATA
from compliance.model.brief import brief_of

from .conftest import Runs
from .earlier_forms import make_first_form, rows


def execute(place: Path, *statements: str) -> None:
    with closing(sqlite3.connect(place)) as database, database:
        for statement in statements:
            database.execute(statement)


def form(place: Path) -> dict[str, object]:
    """Return what the tables of a database are, as SQLAlchemy sees them."""
    engine = create_engine(f"sqlite:///{place}")
    seen = inspect(engine)
    found = {
        table: (
            [(each["name"], str(each["type"]), each["nullable"]) for each in seen.get_columns(table)],
            sorted(tuple(each["column_names"]) for each in seen.get_unique_constraints(table)),
            sorted((each["name"], tuple(each["column_names"])) for each in seen.get_indexes(table)),
            sorted((each["constrained_columns"][0], each["referred_table"]) for each in seen.get_foreign_keys(table)),
            seen.get_pk_constraint(table)["constrained_columns"],
        )
        for table in METADATA.tables
    }
    engine.dispose()
    return found


def test_all_steps_together_make_the_form_of_a_new_database(runs: Runs, tmp_path: Path) -> None:
    runs.audit("an-toan")
    assert compliance.migrate_history(tmp_path / "migrated.sqlite") == (None, HEAD)
    assert form(tmp_path / "migrated.sqlite") == form(runs.place)
    again = Runs(tmp_path, tmp_path / "migrated.sqlite")
    assert again.audit("an-toan").run is not None
    assert compliance.migrate_history(again.place) == (HEAD, HEAD)


def test_the_head_is_that_of_the_steps() -> None:
    from alembic.script import ScriptDirectory

    from compliance.history import revisions

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert ScriptDirectory.from_config(revisions.alembic_settings(connection)).get_current_head() == HEAD
    engine.dispose()


def test_an_older_form_is_refused_and_names_the_command(runs: Runs) -> None:
    runs.audit("an-toan")
    execute(runs.place, "UPDATE alembic_version SET version_num = 'r0000'")
    with pytest.raises(compliance.UsageError, match=r"of an earlier version.*compliance history migrate --history"):
        runs.audit("an-toan")
    with closing(sqlite3.connect(runs.place)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0000",)


def test_a_newer_form_is_refused_by_everything(runs: Runs) -> None:
    runs.audit("an-toan")
    execute(runs.place, "UPDATE alembic_version SET version_num = 'r9999'")
    with pytest.raises(compliance.UsageError, match="of a later version"):
        compliance.kept_runs(runs.place)
    with pytest.raises(compliance.UsageError, match="of a later version"):
        compliance.migrate_history(runs.place)


def test_tables_of_others_are_left_alone(runs: Runs) -> None:
    runs.place.parent.mkdir()
    execute(runs.place, "CREATE TABLE addresses (name TEXT)")
    for action in (lambda: runs.audit("an-toan"), lambda: compliance.migrate_history(runs.place)):
        with pytest.raises(compliance.UsageError, match="holds tables that are not ours"):
            action()
    with closing(sqlite3.connect(runs.place)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("addresses",)]


def test_a_history_of_the_first_version_is_brought_up_and_nothing_is_lost(runs: Runs) -> None:
    make_first_form(runs.place)
    before = rows(runs.place)
    with pytest.raises(compliance.UsageError, match=r"the form r0001 of an earlier version"):
        runs.read()
    assert rows(runs.place) == before
    assert compliance.migrate_history(runs.place) == ("r0001", HEAD)
    after = rows(runs.place)
    for table in before.keys() - {"alembic_version"}:
        assert [{name: row[name] for name in before[table][0]} for row in after[table]] == before[table], table
    runs.audit("an-toan")
    fresh = Runs(runs.folder, runs.folder / "fresh.sqlite")
    fresh.audit("an-toan")
    assert form(runs.place) == form(fresh.place)


def test_reports_of_the_first_version_are_read_as_those_of_this_one(runs: Runs) -> None:
    make_first_form(runs.place)
    compliance.migrate_history(runs.place)
    report = runs.read("last")
    assert [(subject.id, len(subject.verdicts)) for subject in report.subjects] == [("an-toan", 90), ("dat-dai", 90)]
    with KeptReader(runs.place) as reader:
        shown = reader.overview(reader.run("last"))
        assert shown.subjects == tuple(map(brief_of, report.subjects))
        assert shown.changes is None
        assert shown.summary == report.summary
        assert [each.run.number for each in reader.stays("an-toan")] == [1, 2]
    changes = runs.read(2, since=1).changes
    assert changes is not None
    assert [each.subject for each in changes.of(compliance.FindingChange.MENDED)] == ["an-toan"]


def test_whose_the_platforms_of_the_first_version_were_is_known(runs: Runs) -> None:
    make_first_form(runs.place)
    compliance.migrate_history(runs.place)
    with KeptReader(runs.place) as reader:
        code = reader.overview(reader.run("1")).subjects[0].owner_code
        assert code is not None
        assert [(run.number, run.platforms) for run in reader.runs_of({code})] == [(1, 2), (2, 2)]
        assert reader.runs_of({"G99"}) == ()
