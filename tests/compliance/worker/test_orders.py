"""Audits that workers carry out, in a file: the same report as of one process, each platform once."""

import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

import compliance
from compliance.actions import ordered_look
from compliance.actions._histories import unprepared_history
from compliance.actions._patience import Patience
from compliance.history.place import HistoryPlace
from compliance.model.order import OrderState

from .conftest import Work

PLACES = [[0], [1], [2], [3, 4], [4]]


def test_a_worker_comes_to_the_same_report_as_one_process(work: Work, tmp_path: Path) -> None:
    (tmp_path / "torn.yaml").write_text("slug: rach\nservices: [", "utf-8")
    targets = [*work.records(PLACES), tmp_path / "torn.yaml", "no-such-platform"]
    work.add(*targets)
    order = work.ask()
    work.start()
    done = work.wait_for_end(order)
    assert (done.state, done.planned, done.judged, done.failed) == (OrderState.COMPLETE, 7, 7, 0), done
    assert work.report() == work.audited(*targets)
    (run,) = compliance.kept_runs(work.place)
    assert (run.state, run.label, run.platforms, run.done) == ("complete", "dinh-ky", 7, 7)
    assert len(compliance.export_run(1, tmp_path / "out", history=work.place)) == len(PLACES)


def test_a_schedule_begins_runs_that_are_compared(work: Work) -> None:
    (record,) = work.records([[0]])
    work.add(record, cron="* * * * * *", more=["--select", "record.*"])
    work.start()
    work.wait_for_runs(1)
    record.write_text(record.read_text("utf-8").replace("code: G00", "code: no-code"), "utf-8")
    # because the one that goes on meanwhile may have read the record before
    last = work.wait_for_runs(3)[-1]
    work.command("schedule", "remove", "dinh-ky")
    changed = compliance.kept_report(last, history=work.place, since=1).changes
    assert changed is not None
    assert [each.rule for each in changed.of(compliance.FindingChange.NEW)] == ["record.owner_code_is_well_formed"]


def test_a_job_done_twice_is_written_once(work: Work) -> None:
    work.add(*work.records(PLACES))
    order = work.ask()
    work.start()
    work.wait_for_end(order)
    before, asked = dossiers(work), len(work.hosts.asked)
    with unprepared_history(HistoryPlace(work.place)) as history:
        slugs = history.orders.slugs(1)
        kept = history.orders.find(order)
        assert kept is not None
        ordered_look.look(history, kept.content, 1, slugs, Patience(threading.Event(), pytest.fail))
        assert not any(history.orders.keep_look(1, slug, {"dossier.json": b"{}"}) for slug in slugs)
    assert dossiers(work) == before
    assert len(work.hosts.asked) == asked


def dossiers(work: Work) -> list[tuple[int, int]]:
    """Return the dossier of each platform of each run."""
    with closing(sqlite3.connect(work.place)) as database:
        return database.execute("SELECT platform_id, dossier_id FROM looked ORDER BY id").fetchall()


def test_a_worker_that_is_told_to_end_gives_its_work_back(work: Work) -> None:
    work.hosts.delay = 0.3
    work.add(*work.records([[number] for number in range(8)]))
    order = work.ask()
    first = work.start("--grace", "600")  # so that nobody would take over what it did not give back
    work.wait(order, lambda progress: progress.looked_at > 0)
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) == 0, work.said()
    assert work.progress(order).state is OrderState.LOOKING, work.said()
    work.start("--grace", "600")
    done = work.wait_for_end(order)
    assert (done.state, done.judged, done.failed) == (OrderState.COMPLETE, 8, 0)
    assert "has ended" in work.said()


def test_the_work_of_a_worker_that_was_killed_is_taken_over(work: Work) -> None:
    work.hosts.delay = 0.2
    work.add(*work.records([[number] for number in range(6)]))
    order = work.ask()
    work.start().poll()
    work.wait(order, lambda progress: progress.looked_at > 0)
    work.started[0].kill()
    work.started[0].wait()
    work.start()
    done = work.wait_for_end(order)
    assert (done.state, done.judged, done.failed) == (OrderState.COMPLETE, 6, 0)
    assert "is gone; its work is taken over" in work.said()


def test_platforms_that_no_worker_can_look_at_are_told(work: Work) -> None:
    work.add(*work.records([[0], [1]]), more=["--credential", "bearer=env:NO_SUCH_TOKEN"])
    order = work.ask()
    work.start()
    done = work.wait_for_end(order)
    assert (done.state, done.looked_at, done.judged, done.failed) == (OrderState.COMPLETE, 2, 2, 2)
    gaps = [str(gap.reason) for each in compliance.kept_report(history=work.place).subjects for gap in each.gaps]
    assert sum("it could not be looked at: the credential bearer could not be had" in gap for gap in gaps) == 2, gaps


def test_an_order_that_cannot_be_carried_out_says_why(work: Work) -> None:
    work.add(*work.records([[0]]), more=["--waivers", "waivers.yaml"])
    order = work.ask()
    work.start()
    done = work.wait_for_end(order)
    assert done.state is OrderState.FAILED
    assert "waivers.yaml" in str(done.problem)
    listed = work.command("schedule", "list").stdout
    assert "failed: " in listed
    assert "waivers.yaml" in listed
    assert [run.state for run in compliance.kept_runs(work.place)] == ["interrupted"]


def test_a_secret_is_asked_for_by_the_worker_and_never_kept(work: Work) -> None:
    work.add(*work.records([[0]]), more=["--credential", "bearer=env:THE_TOKEN"])
    order = work.ask()
    work.start(environment={"THE_TOKEN": "khong-ai-duoc-thay"})
    assert work.wait_for_end(order).failed == 0
    kept = [path for path in work.folder.iterdir() if path.is_file()]
    assert any(path.name.endswith(".jobs") for path in kept)
    assert not [path.name for path in kept if b"khong-ai-duoc-thay" in path.read_bytes()]
