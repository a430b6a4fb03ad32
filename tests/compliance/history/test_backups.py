"""A copy of a history, made while it is used, says everything that the first says."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.actions.kept_reader import KeptReader
from compliance.actions.order import order_for
from compliance.actions.schedules import Schedule, add_schedule, schedules
from compliance.actions.settings import today
from compliance.actions.waiver_requests import decide_waiver, propose_waiver, waiver_requests
from compliance.model.waiver_request import Proposal, RequestState
from tools import postgres

from .conftest import Runs, shown

RULE = "openapi.operation_requires_security"


def fill(runs: Runs) -> None:
    """Keep two runs, a schedule, and a waiver that was approved."""
    report = runs.audit()
    finding = next(each for each in report.findings if each.rule == RULE)
    asked = Proposal(
        finding.subject, 1, RULE, finding.finding.fingerprint, "vì", "QĐ 00", "can-bo", today() + timedelta(days=9)
    )
    decide_waiver(propose_waiver(asked, history=runs.place), RequestState.APPROVED, "kiem-tra", history=runs.place)
    runs.write("an-toan", "a")
    runs.audit()
    add_schedule(Schedule("hang-dem", "0 2 * * *", order_for(["an-toan.record.yaml"])), history=runs.place)


def told(runs: Runs) -> dict[str, Any]:
    """Everything that a history tells."""
    with KeptReader(runs.place) as reader:
        evidence = {
            (run.number, subject.id): reader.dossier(run, subject.id)
            for run in reader.runs()
            for subject in reader.overview(run).subjects
        }
    return {
        "runs": compliance.kept_runs(runs.place),
        "reports": [shown(runs.read(number)) for number in (1, 2)],
        "changes": runs.read(2, since=1).changes,
        "evidence": evidence,
        "waivers": waiver_requests(runs.place),
        "schedules": schedules(runs.place),
    }


@pytest.fixture
def sockets(sockets_and_processes: None) -> None:
    """Because what reads the times of a schedule starts a process."""


@pytest.mark.usefixtures("sockets")
def test_a_file_is_copied_while_somebody_writes_into_it(runs: Runs) -> None:
    fill(runs)
    before = told(runs)
    copy = runs.folder / "copy.sqlite"
    with closing(sqlite3.connect(runs.place)) as writer, closing(sqlite3.connect(runs.place)) as source:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE runs SET label = 'half'")
        with closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        writer.rollback()
    assert told(Runs(runs.folder, copy)) == before
    assert Runs(runs.folder, copy).audit().run is not None


@pytest.fixture
def server(sockets_and_processes: None) -> Iterator[postgres.Server]:
    with postgres.serving() as served:
        yield served


@pytest.mark.system
def test_a_dump_of_postgresql_is_restored_whole(server: postgres.Server, runs: Runs, tmp_path: Path) -> None:
    kept = Runs(runs.folder, server.address)  # type: ignore[arg-type]  # a place is a file or an address
    fill(kept)
    before = told(kept)
    file = tmp_path / "compliance.dump"
    at = ("-h", "127.0.0.1", "-p", str(server.port), "-U", postgres.USER)
    for program, *arguments in (
        ("pg_dump", "--format=custom", "--exclude-schema=compliance_jobs", f"--file={file}", "postgres"),
        ("createdb", "restored"),
        ("pg_restore", "--dbname=restored", str(file)),
    ):
        subprocess.run([str(server.programs / program), *at, *arguments], check=True)
    restored = Runs(runs.folder, f"{server.address.removesuffix('/postgres')}/restored")  # type: ignore[arg-type]
    assert told(restored) == before
    assert restored.audit().run is not None
    assert [run.number for run in compliance.kept_runs(restored.place)] == [1, 2, 3]
