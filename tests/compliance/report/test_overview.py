"""The first screen of a terminal: bars and digits tell what the numbers beside them do."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.standing import Connected, StageReport, StageState, Standing
from compliance.model.text import Message
from compliance.model.verdict import Ladder, SubjectReport
from compliance.report.context import UNLIMITED, ReportContext
from compliance.report.formats import named

FLEET = (
    *(("G01", Standing.EXCHANGING, Rung.EXCHANGING) for _ in range(4)),
    *(("G01", Standing.CLAIMED, Rung.LISTED) for _ in range(3)),
    ("G01", Standing.UNKNOWN, None),
    ("G02", Standing.EXCHANGING_ELSEWHERE, Rung.REACHABLE),
    ("G02", Standing.REGISTERED, Rung.NONE),
    ("G03", Standing.EXCHANGING, Rung.EXCHANGING),
    ("G03", Standing.INTERMEDIARY, Rung.CONFORMANT),
)


def platform(subject: SubjectReport, number: int, owner: str, standing: Standing, rung: Rung | None) -> SubjectReport:
    states = {
        each: StageState.UNDECIDED
        if rung is None
        else StageState.EVIDENCED
        if each.rank <= rung.rank
        else StageState.UNSEEN
        for each in Rung
        if each is not Rung.NONE
    }
    ladder = Ladder(
        rung,
        Rung.EXCHANGING if standing is Standing.CLAIMED else None,
        stages=tuple(StageReport(each, state) for each, state in states.items()),
        connected=Connected(standing, Message.of("Known")),
    )
    owned = {"owner_code": owner, "owner_en": f"Ministry of {owner}", "owner_vi": f"Bộ {owner}"}
    return replace(subject, id=f"p{number}", name_en=f"Platform {number}", ladder=ladder, verdicts=(), **owned)


@pytest.fixture
def fleet(report: Report) -> Report:
    subjects = [platform(report.subjects[0], number, *each) for number, each in enumerate(FLEET)]
    return replace(report, subjects=tuple(subjects))


def written(report: Report, context: ReportContext) -> list[str]:
    return named("text").write(report, context).splitlines()


def test_each_bar_is_as_long_as_there_are_platforms_and_repeats_the_numbers(
    fleet: Report, context: ReportContext
) -> None:
    rows = [re.fullmatch(r" (\d) \w+ +([█▒░·]+) +(\d+) +(\d+) +(\d+) +(\d+)", line) for line in written(fleet, context)]
    bars = {int(row[1]): (row[2], [int(row[number]) for number in range(3, 7)]) for row in rows if row}
    assert {rank: counts for rank, (_, counts) in bars.items()} == {
        5: [5, 3, 1, 2],
        4: [5, 3, 1, 2],
        3: [6, 3, 1, 1],
        2: [6, 3, 1, 1],
        1: [9, 0, 1, 1],
    }
    for bar, counts in bars.values():
        assert [bar.count(glyph) for glyph in "█▒░·"] == counts


def test_a_bar_that_is_shorter_than_the_platforms_shows_each_that_there_is(
    fleet: Report, context: ReportContext
) -> None:
    many = [replace(fleet.subjects[0], id=f"m{number}") for number in range(500)]
    lines = written(replace(fleet, subjects=(*fleet.subjects, *many)), context)
    (top,) = (line for line in lines if line.startswith(" 5 "))
    assert all(glyph in top for glyph in "█▒░·")
    assert max(map(cell_len, lines)) <= 80


def test_owners_stand_by_the_work_left_with_a_digit_for_each_platform(fleet: Report, context: ReportContext) -> None:
    lines = written(fleet, context)
    begin = lines.index("Owners, by the work left")
    assert [line.split() for line in lines[begin + 2 : begin + 5]] == [
        ["Ministry", "of", "G01", "(G01)", "5555", "111?", "4/8", "0", "0"],
        ["Ministry", "of", "G02", "(G02)", "3", "0", "1/2", "0", "0"],
        ["Ministry", "of", "G03", "(G03)", "5", "0/1", "0", "0"],
    ]
    assert " Intermediaries, told apart: Platform 11" in lines


def test_very_many_platforms_of_an_owner_are_a_number(fleet: Report, context: ReportContext) -> None:
    many = [replace(fleet.subjects[0], id=f"m{number}") for number in range(50)]
    lines = written(replace(fleet, subjects=(*fleet.subjects, *many)), context)
    assert [line.split() for line in lines if line.startswith(" Ministry of G01")] == [
        ["Ministry", "of", "G01", "(G01)", "×", "54", "111?", "4/58", "0", "0"]
    ]


@pytest.mark.parametrize("width", [30, 48, 64, 80, 120, UNLIMITED])
def test_every_width_tells_the_same_numbers(
    width: int, fleet: Report, context: ReportContext, vietnamese: ReportContext
) -> None:
    for reader in (context, vietnamese):
        lines = written(fleet, replace(reader, width=width))
        shown = " ".join(" ".join(lines).split())
        assert "4/8" in shown
        assert "5555" in shown
        assert max(map(cell_len, lines)) <= width


def test_the_last_words_are_those_that_are_asked_first(fleet: Report, context: ReportContext) -> None:
    lines = written(fleet, replace(context, width=UNLIMITED))
    assert lines[-1] == (
        "Of 11 platforms: 5 exchanging data via NDXP (evidenced), 1 exchanging data via another channel (evidenced), "
        "1 documented or registered, no exchange seen, 3 connected by their record's word only, 1 not known. "
        "1 more are intermediaries that these connect through; they are not among them."
    )
    assert lines.count(lines[-1]) == 2


def test_who_looked_from_where_and_when_stands_on_the_first_screen(fleet: Report, context: ReportContext) -> None:
    (line,) = (each for each in written(fleet, replace(context, width=UNLIMITED)) if each.startswith("As of: "))
    assert "As of: 21 November 2026; " in line
    assert "Catalogue of requirements: " in line


def test_the_page_shows_intermediaries_below_the_sum_of_the_owners(fleet: Report, context: ReportContext) -> None:
    page = named("html").write(fleet, context)
    owners = page.split('<table role="table" class="owners')[1].split("</table>", maxsplit=1)[0]
    body, foot = owners.split("<tfoot")
    assert "Platform 11" not in body
    rows = [re.sub(r"<[^>]*>", " ", row).split() for row in foot.split("</tr>")[:2]]
    assert rows[0][-6:] == ["5", "11", "0", "0", "0", "0"]
    assert rows[1][-9:] == ["told", "apart", "Platform", "11", "1", "0", "0", "0", "0"]
