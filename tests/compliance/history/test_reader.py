"""What a server reads of kept runs: the same as the whole reports say, of runs that are there."""

import sqlite3
import threading
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import compliance
from compliance import FindingChange
from compliance.actions.kept_reader import KeptReader
from compliance.actions.owner_view import of_owners
from compliance.history.runs import NewRun
from compliance.history.store import history_in
from compliance.model.brief import brief_of
from compliance.model.dataclass import replace
from compliance.model.kept_run import RunState
from compliance.model.overview import RunDay, RunProgress
from compliance.model.text import local_day

from .conftest import NAMES, Runs, record
from .earlier_forms import make_first_form
from .removing import removed_while_reading

RULE = "openapi.operation_requires_security"
OTHERS = tuple(name for name in NAMES if name != "an-toan")


def test_an_overview_is_the_report_with_briefs_and_what_changed(runs: Runs) -> None:
    first = runs.audit()
    runs.write("an-toan", "a")
    second = runs.audit()
    assert second.changes is not None
    with KeptReader(runs.place) as reader:
        assert reader.overview(reader.run("1")).subjects == tuple(map(brief_of, first.subjects))
        shown = reader.overview(reader.run("last"))
        assert shown.changes == second.changes.without_unchanged
        assert [each.change for each in shown.changes.findings if each.rule == RULE] == [FindingChange.MENDED]
        assert (shown.requirements, shown.due, shown.run) == (second.requirements, second.due, second.run)
        assert shown.summary == second.summary
        assert reader.platform(reader.run("2"), "an-toan") == second.subjects[0]
        assert reader.platform(reader.run("2"), "other") is None


def test_a_platform_is_followed_through_all_runs(runs: Runs) -> None:
    runs.audit()
    runs.audit(*OTHERS)
    runs.write("an-toan", "a")
    runs.audit()
    with KeptReader(runs.place) as reader:
        stays = reader.stays("an-toan")
        assert [each.run.number for each in stays] == [1, 3]
        assert [each.counts for each in stays] == [
            next(each for each in compliance.run_counts(number, history=runs.place) if each.slug == "an-toan")
            for number in (1, 3)
        ]
        assert reader.stays("other") == ()
        assert reader.trend() == compliance.run_trend(runs.place)
        assert reader.trend() == compliance.run_trend(runs.place)


def test_a_finding_is_there_since_the_first_run_without_a_break(runs: Runs) -> None:
    """Platform `an-toan` mends b in the second run and breaks it again; the others are as they were all the time."""
    runs.audit()
    runs.write("an-toan", "a")
    runs.audit()
    runs.audit(*OTHERS)
    runs.write("an-toan", "a", "b", "c")
    runs.audit()
    runs.audit("an-toan", label="another series")
    with KeptReader(runs.place) as reader:
        run, today = reader.run("4"), local_day(reader.run("4").begun)
        found = reader.findings_of(run, [RULE])
        report = runs.read(4)
        expected = [
            (subject.id, finding.fingerprint, finding.location.pointer)
            for subject in report.subjects
            for verdict in subject.verdicts
            if verdict.rule == RULE
            for finding in verdict.findings
        ]
        assert {(each.slug, each.fingerprint) for each in found} == {(slug, mark) for slug, mark, _ in expected}
        paths = {(slug, mark): pointer.split("~1")[-1].partition("/")[0] for slug, mark, pointer in expected}
        since = {(each.slug, paths[each.slug, each.fingerprint]): each.since for each in found}
        assert since == {
            **{(name, path): RunDay(1, today) for name in OTHERS for path in "ab"},
            ("an-toan", "a"): RunDay(1, today),
            ("an-toan", "b"): RunDay(4, today),
            ("an-toan", "c"): RunDay(4, today),
        }
        at_one = reader.since(run, "an-toan")
        assert set(at_one) == {each.finding.fingerprint for each in report.findings if each.subject == "an-toan"}
        assert {mark: at_one[mark] for slug, mark in paths if slug == "an-toan"} == {
            mark: since[slug, path] for (slug, mark), path in paths.items() if slug == "an-toan"
        }
        alone = reader.since(reader.run("5"), "an-toan")
        assert set(alone.values()) == {RunDay(5, today)}
        assert reader.findings_of(run, ["openapi.no_such_rule"]) == ()


def test_any_two_runs_are_compared(runs: Runs) -> None:
    runs.audit(day=date(2026, 11, 27))
    runs.write("an-toan", "a")
    runs.audit()
    last = runs.audit()
    with KeptReader(runs.place) as reader:
        first, _, third = reader.runs()
        compared = reader.compared(third, first)
        whole = runs.read(3, since=1).changes
        assert whole is not None
        assert compared.changes == whole.without_unchanged
        assert compared.subjects == reader.overview(third).subjects
        assert reader.compared(third, first) is compared
        assert last.changes is not None
        assert reader.compared(third, reader.run("2")).changes == last.changes.without_unchanged
        with pytest.raises(compliance.UsageError, match="the run 3 is not before the run 1"):
            reader.compared(first, third)


def test_a_run_that_was_removed_is_known_no_longer(runs: Runs) -> None:
    runs.audit()
    runs.write("an-toan", "a")
    runs.audit()
    with KeptReader(runs.place) as reader:
        first, second = reader.runs()
        for run in (first, second):
            assert len(reader.overview(run).subjects) == 4
        assert [each.number for each in reader.trend()] == [1, 2]
        compliance.prune_runs(runs.place, keep=1)
        for read in (reader.overview, lambda run: reader.platform(run, "an-toan"), lambda run: reader.since(run, "a")):
            with pytest.raises(compliance.UsageError, match="the run 1 was removed meanwhile"):
                read(first)
        with pytest.raises(compliance.UsageError, match="the run 1 was removed meanwhile"):
            reader.compared(second, first)
        assert reader.runs() == (second,)
        assert [each.number for each in reader.trend()] == [2]
        with pytest.raises(compliance.UsageError, match="there is no run 1"):
            reader.run("1")
        shown = reader.overview(second)
        assert shown.changes is not None
    assert runs.read(2).subjects[0].verdicts


def test_an_owner_sees_nothing_of_others(runs: Runs) -> None:
    runs.folder.joinpath("dat-dai.record.yaml").write_text(record("dat-dai", "G01"), "utf-8")
    runs.audit()
    for name in NAMES:
        runs.write(name, "a", "c")
    runs.audit()
    with KeptReader(runs.place) as reader:
        whole = reader.overview(reader.run("last"))
        cut = of_owners(whole, ["G01"])
    assert [subject.id for subject in cut.subjects] == ["dat-dai"]
    assert cut.changes is not None
    assert {each.subject for each in cut.changes.findings} == {"dat-dai"}
    assert {name for item in cut.due for name in item.concerned} <= {"dat-dai"}
    assert cut.notices == ()
    parts = {part.code: part.report for part in compliance.split_by_owner(runs.read("last"))}
    assert cut.requirements == parts["G01"].requirements
    assert [subject.id for subject in of_owners(whole, ["G01", "G12"]).subjects] == list(NAMES)
    assert of_owners(whole, ["", "G99"]).subjects == ()


def test_requirements_of_another_catalogue_are_left_out_and_that_is_said(runs: Runs) -> None:
    make_first_form(runs.place)
    compliance.migrate_history(runs.place)
    with KeptReader(runs.place) as reader:
        report = replace(reader.overview(reader.run("last")), catalogue_sha256="0" * 64)
    cut = of_owners(report, ["Cơ quan thử"])
    assert cut.requirements == ()
    assert "judged by another catalogue" in str(cut.notices[0])
    assert len(cut.subjects) == 2


def test_the_dossier_of_one_platform_is_the_exported_file(runs: Runs, tmp_path: Path) -> None:
    runs.audit()
    files = compliance.export_run(1, tmp_path / "out", history=runs.place)
    with KeptReader(runs.place) as reader:
        run = reader.run("1")
        assert reader.dossier(run, "an-toan") == files[0].read_bytes()
        assert reader.dossier(run, "other") is None


def test_a_run_that_is_not_complete_tells_how_far_it_came(runs: Runs) -> None:
    runs.audit()
    with closing(history_in(runs.place, 5.0)) as history, KeptReader(runs.place) as reader:
        number = history.begin(NewRun("0.1.0"), NAMES)
        history.keep_evidence(number, "an-toan", None)
        with history.alive(number):
            assert reader.run("2").state is RunState.RUNNING
            assert reader.progress(reader.run("2")) == RunProgress(planned=3, looked_at=1, judged=0)
        assert reader.run("2").state is RunState.INTERRUPTED
        assert reader.run("last").number == 1
        with pytest.raises(compliance.UsageError, match="it was interrupted or is running"):
            reader.overview(reader.run("2"))
        history.interrupt(number)
    assert compliance.kept_runs(runs.place)[-1].done == 1


def test_whoever_lists_runs_keeps_none_from_being_alive(runs: Runs) -> None:
    """Of a run that is running everybody is told that, of one that was interrupted too, however many ask at once."""
    runs.audit("an-toan")
    ended, wrong = threading.Event(), []
    with closing(history_in(runs.place, 5.0)) as history:
        stopped = history.begin(NewRun("0.1.0"), NAMES)

        def listen() -> None:
            with KeptReader(runs.place) as reader:
                while not ended.is_set():
                    wrong.extend(run for run in reader.runs() if run.number == stopped and run.state == "running")

        threads = [threading.Thread(target=listen) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(30):
                with history.alive(history.begin(NewRun("0.1.0"), NAMES)) as alive:
                    assert alive.is_held
                    assert compliance.kept_runs(runs.place)[-1].state is RunState.RUNNING
        finally:
            ended.set()
            for thread in threads:
                thread.join()
    assert wrong == []
    assert {run.state for run in compliance.kept_runs(runs.place)[1:]} == {RunState.INTERRUPTED}


def test_many_threads_read_at_once(runs: Runs) -> None:
    runs.audit()
    runs.write("an-toan", "a")
    runs.audit()
    failures: list[BaseException] = []
    with KeptReader(runs.place) as reader:
        first, second = reader.runs()
        expected = [reader.platform(run, "an-toan") for run in (first, second)]

        def read() -> None:
            try:
                for _ in range(5):
                    assert [reader.platform(run, "an-toan") for run in (first, second)] == expected
                    assert reader.overview(second) is reader.overview(second)
                    assert len(reader.runs()) == len(reader.trend()) == 2
                    assert reader.findings_of(second, [RULE])
            except BaseException as error:  # noqa: BLE001 - because it is told below
                failures.append(error)

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


@pytest.mark.parametrize("content", [b"", b"nonsense", zlib.compress(b"{}"), zlib.compress(b'{"subject":{"id":[9]}}')])
def test_a_damaged_brief_is_said_and_never_guessed(runs: Runs, content: bytes) -> None:
    runs.audit()
    with closing(sqlite3.connect(runs.place)) as database, database:
        database.execute("UPDATE contents SET content = ? WHERE id IN (SELECT brief_id FROM looked)", (content,))
    with KeptReader(runs.place) as reader:
        with pytest.raises(compliance.InputError, match="what was kept"):
            reader.overview(reader.run("last"))
        assert reader.platform(reader.run("last"), "an-toan") is not None


def test_a_reader_that_is_open_sees_the_next_run(runs: Runs) -> None:
    runs.audit()
    with KeptReader(runs.place) as reader:
        first = reader.overview(reader.run("last"))
        runs.write("an-toan", "a")
        report = runs.audit()
        shown = reader.overview(reader.run("last"))
        assert shown.run == report.run
        assert shown.subjects == tuple(map(brief_of, report.subjects))
        assert (
            [each.run.number for each in reader.stays("an-toan")] == [each.number for each in reader.trend()] == [1, 2]
        )
        assert reader.overview(reader.run("1")) is first


def test_a_run_that_is_removed_while_it_is_read_is_read_whole(runs: Runs) -> None:
    runs.audit()
    runs.write("an-toan", "a")
    expected = tuple(map(brief_of, runs.audit().subjects))
    runs.audit("an-toan")
    with KeptReader(runs.place) as reader, removed_while_reading(runs.place) as removed:
        run = reader.run("2")
        assert reader.overview(run).subjects == expected
        assert [each.number for each in removed] == [1, 2]
        with pytest.raises(compliance.UsageError, match="the run 2 was removed meanwhile"):
            reader.overview(run)


def test_what_is_no_history_is_refused_as_everywhere(tmp_path: Path) -> None:
    with pytest.raises(compliance.UsageError, match="there is no history in"):
        KeptReader(tmp_path / "none.sqlite")
    make_first_form(tmp_path / "old.sqlite")
    with pytest.raises(compliance.UsageError, match=r"of an earlier version.*compliance history migrate --history"):
        KeptReader(tmp_path / "old.sqlite")
