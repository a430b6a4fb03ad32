"""What is due in the formats: each row once, whose word sets the day, and what is not known said to be unknown."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from compliance.loading.facts.catalogue import catalogue as published
from compliance.model.due import DueItem, DueKind, DuePeriod
from compliance.model.report import Report
from compliance.model.text import Text
from compliance.report.context import ReportContext
from compliance.report.due_rows import groups
from compliance.report.formats import named


def section(page: str, name: str) -> str:
    return page.split(f'id="{name}"')[1].split("</section>", maxsplit=1)[0]


def test_the_page_tells_a_day_of_law_with_its_clause_and_no_other_with_one(
    report: Report, context: ReportContext
) -> None:
    rows = section(named("html").write(report, context), "due").split("<tr ")[1:]
    by_law = [row for row in rows if "<b>" in row]
    assert len(by_law) == 2
    assert all("set by a text of law: " in row and "Art. " in row for row in by_law)
    (planned,) = [row for row in rows if "is planned" in row]
    assert "named by the record, not law" in planned
    assert "&lt;b&gt;NDXP&lt;/b&gt;" in planned


def test_a_day_that_nobody_knows_is_told_to_be_unknown(report: Report, context: ReportContext) -> None:
    page = section(named("html").write(report, context), "due")
    assert "The day is not known" in page
    assert re.search(r'class="day">not known</td><td role="cell" class="n" data-l="days left"></td>', page)


def test_a_platform_is_told_its_own_days_only(report: Report, context: ReportContext) -> None:
    page = named("html").write(report, context)
    subject = page.split('id="subject-digital-tax"')[1].split("</article>")[0]
    assert "is planned" in subject
    assert "1 July 2027" in subject
    assert "“reachable” runs out" not in subject


@pytest.mark.parametrize("name", ["text", "html"])
def test_that_nothing_is_due_is_said(report: Report, context: ReportContext, name: str) -> None:
    text = " ".join(named(name).write(replace(report, due=()), context).split())
    assert "Nothing is due within a year, as far as it is known here." in text


def test_of_a_fleet_the_terminal_tells_the_nearest_and_counts_the_rest(report: Report, context: ReportContext) -> None:
    many = tuple(
        replace(report.due[1], day=date(2026, 12, day), days_left=day + 9, source=Text(f"{day}", ""))
        for day in range(1, 21)
    )
    text = named("text").write(replace(report, due=many), context)
    told = text.split("What is due\n")[1].split("Owners, by")[0]
    assert told.count("is planned") == 8
    assert "12 more; see the HTML or JSON report" in told


def test_clauses_of_one_text_that_begin_alike_are_one_row(report: Report, context: ReportContext) -> None:
    first = report.due[2]
    alike = (first, replace(first, requirement="L20-2023.D42.K1.D"), replace(first, condition=None))
    (group,) = groups(alike, report.subjects, context)
    assert [(row.what, len(row.requirements)) for row in group.rows] == [
        ("2 requirements begin to bind", 2),
        ("A platform is named.", 1),
    ]


def test_a_day_known_second_hand_says_so(report: Report, context: ReportContext) -> None:
    name = "ND278-2025.D24.B"
    known = replace(context, catalogue=published())
    item = DueItem(
        DueKind.REQUIREMENT, date(2026, 12, 31), 40, Text("x", "x"), requirement=name, instrument="nd-278-2025"
    )
    (group,) = groups((item,), report.subjects, known)
    assert group.rows[0].origin == "set by a text of law: Decree 278/2025/NĐ-CP, Art. 24 (known second-hand)"


def test_programs_have_every_item_with_its_period(report: Report, context: ReportContext) -> None:
    told = json.loads(named("json").write(report, context))["due"]
    assert [(each["kind"], each["period"], each["days_left"]) for each in told] == [
        ("evidence", DuePeriod.PAST, -13),
        ("declared", DuePeriod.WITHIN_30, 10),
        ("requirement", DuePeriod.WITHIN_365, 222),
        ("requirement", DuePeriod.UNDATED, None),
    ]
    assert [each["citation"] is None for each in told] == [True, True, False, False]


def test_days_of_one_platform_are_told_in_words(report: Report, context: ReportContext) -> None:
    page = named("html").write(report, context)
    assert isinstance(page, str)
    told = re.findall(r"<dt>[^<]*<small>([^<]*)</small></dt>", page)
    assert told
    assert all(re.fullmatch(r"days left: \d+|days since then: \d+|today", left) for left in told)
    assert "(−" not in page
