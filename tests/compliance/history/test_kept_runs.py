"""Runs that are kept: read back as they were, compared, exported, removed."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

import compliance
from compliance import Cause, FindingChange, Judging, Severity
from compliance.history.schema import METADATA
from compliance.model.kept_run import RunState
from compliance.model.run_changes import RunChanges

from .conftest import NAMES, RULES, TODAY, Runs, shown

RULE = "openapi.operation_requires_security"


def told(changes: RunChanges, *kinds: FindingChange) -> list[tuple[str, str, FindingChange, Cause]]:
    return sorted(
        (each.subject, each.finding.location.pointer.split("~1")[-1].partition("/")[0], each.change, each.cause)
        for each in changes.of(*kinds)
        if each.rule == RULE
    )


def test_a_report_is_read_back_as_it_was_in_every_format_and_language(runs: Runs) -> None:
    report = runs.audit()
    kept = runs.read()
    assert kept.subjects == report.subjects
    assert kept == report
    for form in ("text", "html", "json", "csv", "sarif", "markdown"):
        for language in ("en", "vi"):
            assert compliance.render(kept, form, language=language) == compliance.render(
                report, form, language=language
            )


def test_runs_are_listed_with_how_far_they_came(runs: Runs) -> None:
    runs.audit(label="hằng ngày")
    runs.audit("an-toan")
    first, second = compliance.kept_runs(runs.place)
    assert (first.number, first.label, first.state, first.platforms, first.done) == (
        1, "hằng ngày", RunState.COMPLETE, 4, 4,
    )  # fmt: skip
    assert (second.number, second.label, second.platforms, second.as_of) == (2, None, 1, TODAY)
    assert [each.slug for each in compliance.run_counts(1, history=runs.place)] == list(NAMES)
    trend = compliance.run_trend(runs.place)
    assert [(each.number, each.platforms, each.warnings) for each in trend] == [
        (1, 4, sum(each.warnings for each in compliance.run_counts(1, history=runs.place))),
        (2, 1, compliance.run_counts(2, history=runs.place)[0].warnings),
    ]


def test_what_changed_is_told_by_the_next_run_and_between_any_two(runs: Runs) -> None:
    runs.audit()
    runs.write("an-toan", "a")
    second = runs.audit()
    runs.write("an-toan", "a", "b", "c")
    third = runs.audit()
    assert second.changes is not None
    assert told(second.changes, FindingChange.MENDED) == [("an-toan", "b", FindingChange.MENDED, Cause.PLATFORM)]
    assert third.changes is not None
    assert told(third.changes, FindingChange.NEW, FindingChange.BACK) == [
        ("an-toan", "b", FindingChange.BACK, Cause.PLATFORM),
        ("an-toan", "c", FindingChange.NEW, Cause.PLATFORM),
    ]
    since_first = runs.read(since=1).changes
    assert since_first is not None
    assert told(since_first, FindingChange.NEW, FindingChange.BACK, FindingChange.MENDED) == [
        ("an-toan", "c", FindingChange.NEW, Cause.PLATFORM)
    ]
    assert len(told(since_first, FindingChange.KNOWN)) == 8
    assert since_first.law is None


def test_the_same_evidence_under_two_laws_changes_no_platform(runs: Runs) -> None:
    before = runs.audit(day=date(2010, 1, 1))
    report = runs.audit()
    changes = report.changes
    assert changes is not None
    assert changes.law is not None
    assert changes.law.is_told_apart
    assert {each.cause for each in changes.of(FindingChange.NEW, FindingChange.MENDED, FindingChange.DROPPED)} == {
        Cause.LAW
    }
    assert len(told(changes, FindingChange.NEW)) == 8
    assert runs.read(1).as_of == before.as_of == date(2010, 1, 1)


def test_a_change_of_the_platform_is_its_own_under_another_law_too(runs: Runs) -> None:
    runs.audit(day=date(2026, 11, 27))
    runs.write("ho-tich", "b", "c")
    changes = runs.audit().changes
    assert changes is not None
    assert told(changes, FindingChange.NEW, FindingChange.MENDED) == [
        ("ho-tich", "a", FindingChange.MENDED, Cause.PLATFORM),
        ("ho-tich", "c", FindingChange.NEW, Cause.PLATFORM),
    ]


def test_a_kept_verdict_does_not_change_with_the_law_or_the_files(runs: Runs) -> None:
    report = runs.audit(day=date(2010, 1, 1))
    runs.write("an-toan", "z")
    assert runs.read(1) == report


def test_a_series_is_compared_with_its_own_runs(runs: Runs) -> None:
    assert runs.audit(label="a").changes is None
    assert runs.audit(label="b").changes is None
    again = runs.audit(label="a")
    assert again.changes is not None
    assert again.changes.since.number == 1


def test_each_thing_is_kept_once(runs: Runs) -> None:
    for _ in range(3):
        runs.audit()
    with sqlite3.connect(runs.place) as database:
        counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in METADATA.tables}
    assert (counts["runs"], counts["looked"], counts["platforms"]) == (3, 12, 4)
    assert counts["finding_sets"] == 1  # because the four found the same
    runs.audit()
    runs.write("an-toan", "a")
    runs.audit()
    with sqlite3.connect(runs.place) as database:
        assert database.execute("SELECT count(*) FROM finding_sets").fetchone()[0] == 2
        verdicts = database.execute("SELECT count(*) FROM contents").fetchone()[0]
        assert verdicts < 5 * 4 * 12
    database.close()


def test_evidence_is_exported_and_judged_again(runs: Runs, tmp_path: Path) -> None:
    report = runs.audit()
    files = compliance.export_run(1, tmp_path / "out", history=runs.place)
    assert [file.name for file in files] == [f"{name}.dossier" for name in NAMES]
    again = compliance.judge(tmp_path / "out", judging=Judging(as_of=TODAY, select=RULES))
    assert shown(again)["summary"] == shown(report)["summary"]
    kept = compliance.audit("an-toan.record.yaml", keep_in=tmp_path / "kept-dossiers")
    assert kept.subjects[0].dossier_file is not None


def test_what_only_old_runs_have_is_removed_with_them(runs: Runs) -> None:
    runs.audit()
    for paths in (("a",), ("b",), ("c",)):
        runs.write("an-toan", *paths)
        runs.audit()
    expected = runs.read(4)
    before = runs.place.stat().st_size
    assert [run.number for run in compliance.prune_runs(runs.place, keep=1)] == [1, 2, 3]
    assert [run.number for run in compliance.kept_runs(runs.place)] == [4]
    assert runs.read(4) == expected
    assert runs.place.stat().st_size <= before
    assert runs.audit().run is not None
    assert compliance.kept_runs(runs.place)[-1].number == 5
    assert compliance.prune_runs(runs.place, before=date(2020, 1, 1)) == ()
    assert compliance.prune_runs(runs.place, keep=5) == ()
    with pytest.raises(compliance.UsageError, match="either how many"):
        compliance.prune_runs(runs.place)


def test_the_clock_that_was_set_back_changes_no_order(runs: Runs) -> None:
    runs.audit()
    with sqlite3.connect(runs.place) as database:  # as if the first run had been begun by a clock that was ahead
        database.execute("UPDATE runs SET begun = '2031-01-01 00:00:00.000000', ended = '2031-01-01 00:01:00.000000'")
    database.close()
    runs.write("an-toan", "a")
    report = runs.audit()
    assert report.changes is not None
    assert report.changes.since.number == 1
    assert told(report.changes, FindingChange.MENDED) == [("an-toan", "b", FindingChange.MENDED, Cause.PLATFORM)]
    assert runs.read("last").run == report.run
    assert runs.read("2040-01-01").run == report.run
    assert [run.number for run in compliance.kept_runs(runs.place)] == [1, 2]


def test_what_is_not_there_is_said(runs: Runs) -> None:
    with pytest.raises(compliance.UsageError, match="there is no history in"):
        runs.read()
    runs.audit()
    with pytest.raises(compliance.UsageError, match="there is no run 7 in the history; the last ones are: 1"):
        runs.read(7)
    with pytest.raises(compliance.UsageError, match="the run 1 is not before the run 1"):
        runs.read(1, since=1)
    with pytest.raises(compliance.UsageError, match="there is no run 2019-01-01"):
        runs.read("2019-01-01")
    with pytest.raises(compliance.UsageError, match="it is complete"):
        runs.audit(resume="1")


def test_damaged_contents_are_said_and_never_guessed(runs: Runs) -> None:
    runs.audit()
    with sqlite3.connect(runs.place) as database:
        database.execute("UPDATE contents SET content = substr(content, 1, 20)")
    database.close()
    with pytest.raises(compliance.InputError, match="damaged"):
        runs.read()
    assert compliance.run_counts(history=runs.place)[0].slug == NAMES[0]


def test_nothing_but_the_model_is_made_of_what_was_kept(runs: Runs) -> None:
    import zlib

    runs.audit()
    evil = zlib.compress(json.dumps({"@": "dataclass.subprocess.Popen", "args": "touch owned"}).encode())
    with sqlite3.connect(runs.place) as database:
        database.execute("UPDATE contents SET content = ?", (evil,))
    database.close()
    with pytest.raises(compliance.InputError, match="cannot be read by this version"):
        runs.read()


def test_a_weight_of_the_last_run_is_counted_as_the_report_counts_it(runs: Runs) -> None:
    report = runs.audit()
    counts = {each.slug: each for each in compliance.run_counts(history=runs.place)}
    for subject in report.subjects:
        warnings = [f for v in subject.verdicts for f in v.findings if f.severity is Severity.WARN and not f.waiver]
        assert counts[subject.id].warnings == len(warnings)


def test_papers_say_what_changed_too(runs: Runs) -> None:
    from io import BytesIO

    import openpyxl
    import pypdf

    runs.audit()
    runs.write("an-toan", "a", "c")
    report = runs.audit()
    said = "Findings: new 1 (platforms: 1, failing: 0); back 0; mended 1"
    workbook = openpyxl.load_workbook(BytesIO(compliance.render(report, "xlsx")))
    assert any(said in str(row[0]) for row in workbook.worksheets[0].iter_rows(values_only=True))
    pages = pypdf.PdfReader(BytesIO(compliance.render(report, "pdf"))).pages
    assert said in " ".join(pages[0].extract_text().split())
    (part,) = compliance.split_by_owner(report)
    assert part.report.changes == report.changes
