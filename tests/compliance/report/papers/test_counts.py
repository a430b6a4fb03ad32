"""Text, page, JSON, workbook, PDF and letter tell the same counts, of the whole and of each owner."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest

import compliance
from compliance.model.finding_counts import finding_counts
from compliance.model.report import Report
from compliance.model.stages import connection_counts, stage_counts
from compliance.model.standing import Standing
from compliance.model.subject_counts import FindingCounts
from compliance.report import stages
from tools.papers import as_text, sheets, squeezed, table

Write = Callable[..., str | bytes]
WHOLE = ("text", "html", "pdf", "xlsx")
PAPERS = ("html", "pdf", "xlsx", "docx")
STANDINGS = [each for each in Standing if each is not Standing.INTERMEDIARY]


def told(content: str | bytes, form: str) -> str:
    text = as_text(content, form)
    return squeezed(unescape(re.sub(r"<[^>]+>", " ", text)) if form == "html" else text)


def sentence(found: FindingCounts) -> str:
    return (
        f"fail {found.fail}, failing but to be confirmed {found.to_confirm}, warn {found.warn}, advice {found.advice}"
    )


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("form", WHOLE)
def test_every_format_counts_connections_in_the_same_sentence(
    form: str, language: str, fleet: Report, write: Write, reader
) -> None:
    lead = stages.lead(fleet.subjects, reader(language)).partition(".")[0]
    assert re.search(r"\b8\b.*\b2\b.*\b1\b", lead)
    shown = told(write(fleet, form, language), form).replace(" ,", ",").replace(" .", ".")
    assert lead in shown


def test_json_and_workbook_count_each_way_of_being_connected(fleet: Report, write: Write) -> None:
    counted = json.loads(str(write(fleet, "json")))["summary"]["connection"]
    expected = connection_counts(fleet.subjects)
    assert [counted[each] for each in STANDINGS] == [expected.by_standing[each] for each in STANDINGS]
    rows = sheets(bytes(write(fleet, "xlsx")))["Summary"]  # type: ignore[arg-type]
    begin = next(number for number, row in enumerate(rows) if row[0] == "Connection")
    numbers = [row[1] for row in rows[begin + 1 : begin + 2 + len(STANDINGS)]]
    assert numbers == [*(expected.by_standing[each] for each in STANDINGS), expected.platforms]
    assert sum(numbers[:-1]) == numbers[-1] == 8


def test_pdf_and_workbook_count_each_stage(fleet: Report, write: Write) -> None:
    expected = {
        each.rung.rank: [each.evidenced, each.claimed, each.undecided, each.neither]
        for each in stage_counts(fleet.subjects)
    }
    rows = sheets(bytes(write(fleet, "xlsx")))["Summary"]  # type: ignore[arg-type]
    found = {int(row[0][0]): list(row[1:5]) for row in rows if row[0] and re.match(r"[1-5] \w", row[0])}
    assert found == expected
    paper = told(write(fleet, "pdf"), "pdf")
    for row in stages.rows(fleet.subjects, _english()):
        assert f"{row.number} {row.name} {' '.join(map(str, expected[row.number]))}" in paper


def _english():
    from compliance.actions.render import report_context
    from compliance.locale import words

    return report_context(words("en"))


@pytest.mark.parametrize("form", WHOLE)
def test_every_format_counts_findings_by_weight(form: str, fleet: Report, write: Write) -> None:
    found = fleet.summary.findings
    assert (found.fail, found.to_confirm, found.waived) == (3, 2, 1)
    assert sentence(found) in told(write(fleet, form), form)


@pytest.mark.parametrize("form", PAPERS)
def test_each_owner_gets_the_counts_of_its_row_and_no_platform_of_others(
    form: str, fleet: Report, parts: tuple[compliance.OwnerPart, ...], write: Write
) -> None:
    rows = {row["Owner"]: row for row in table(bytes(write(fleet, "xlsx")), "Owners", "Owner")}  # type: ignore[arg-type]
    assert [part.stem for part in parts] == ["G01", "G02", "G03"]
    for part in parts:
        shown = told(write(part.report, form), form)
        names = {subject.name_en for subject in part.report.subjects}
        assert all(name in shown for name in names)
        assert not [each for each in fleet.subjects if each.name_en not in names and f"{each.name_en} " in shown]
        row, counted = rows[part.name], connection_counts(part.report.subjects)
        assert row["Platforms"] == counted.platforms
        assert f"Of {counted.platforms} platforms: " in shown.replace("platforms :", "platforms:")
        own = [each for each in part.report.subjects if each.ladder.connected.standing is not Standing.INTERMEDIARY]
        found = finding_counts(own)
        assert (row["Fail"], row["To be confirmed"], row["Waived"]) == (found.fail, found.to_confirm, found.waived)
        whole = finding_counts(part.report.subjects)
        said = f"fail {whole.fail}, warn {whole.warn}, advice {whole.advice}" if form == "docx" else sentence(whole)
        assert (said in shown) is (form != "docx" or whole.places > 0)
        apart = f"which the table of owners counts apart: {whole.places - found.places}"
        assert (apart in shown) is (form in {"pdf", "docx"} and whole.places > found.places)


def test_rows_of_owners_add_up_to_the_last(fleet: Report, write: Write) -> None:
    *rows, total, apart = table(bytes(write(fleet, "xlsx")), "Owners", "Owner")  # type: ignore[arg-type]
    numbers = [name for name, value in total.items() if isinstance(value, int)]
    assert len(numbers) == 2 + len(STANDINGS) + 5
    assert {name: sum(row[name] for row in rows) for name in numbers} == {name: total[name] for name in numbers}
    assert (apart["Platforms"], apart["To be confirmed"]) == (1, 1)


def test_a_part_counts_requirements_anew_and_keeps_what_is_due_on_its_platforms(
    fleet: Report, parts: tuple[compliance.OwnerPart, ...]
) -> None:
    first, _, third = parts
    assert [item.subjects for item in first.report.due] == [("platform-1",)]
    assert [item.subjects for item in third.report.due] == [("platform-8",)]
    assert first.report.requirements != fleet.requirements
    assert first.report.notices == ()
    assert first.report.is_simulated
