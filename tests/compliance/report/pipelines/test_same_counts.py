"""Every format tells the same counts, each counted from what it writes."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from xml.etree.ElementTree import fromstring

import pytest

from compliance.model.grades import ConfirmationState
from compliance.model.report import Report
from compliance.report.pipeline import LONGEST
from tools import papers

WEIGHTS = ("fail", "to_confirm", "warn", "advice", "waived")
Counts = dict[str, int]


def of_json(text: str) -> Counts:
    found = [
        violation
        for subject in json.loads(text)["subjects"]
        for verdict in subject["verdicts"]
        for violation in verdict["violations"]
    ]
    return _counted(
        "waived" if each["waived_by"] else "to_confirm" if each["confirmation"] == "needed" else each["severity"]
        for each in found
    )


def of_sarif(text: str) -> Counts:
    levels = {"error": "fail", "warning": "warn", "note": "advice"}
    (run,) = json.loads(text)["runs"]
    return _counted(
        "waived"
        if result.get("suppressions")
        else "to_confirm"
        if result["level"] == "error" and result["properties"]["weight"] == "to_confirm"
        else levels[result["level"]]
        for result in run["results"]
    )


def of_csv(text: str) -> Counts:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return _counted(
        "waived" if row["outcome"] == "waived" else "to_confirm" if row["confirmation"] else row["severity"]
        for row in rows
        if row["outcome"] in {"breached", "waived"}
    )


def of_junit(text: str) -> Counts:
    """Each line with a place tells its weight behind it."""
    cases = fromstring(text).iter("testcase")
    lines = [line for case in cases for part in case for line in (part.text or "").split("\n")]
    place, weight = r"(?:\S.*?:\d+:\d+|\S+)", "(failing, to be confirmed|fail|warn|advice|waived)"
    found = (match[1] for line in lines if (match := re.match(rf"{place} {weight} ", line)))
    return _counted({"failing, to be confirmed": "to_confirm"}.get(each, each) for each in found)


def of_github(text: str) -> Counts:
    """Annotations are counted by their lines; what is waived, which has none, by the result."""
    weights = r"\((fail|failing%2C to be confirmed|warn|advice)%2C "
    titles = (re.match(rf"::(?:error|warning|notice) .*{weights}", line) for line in text.splitlines())
    (waived,) = re.findall(r"; waived (\d+)%0A", text)
    found = [{"failing%2C to be confirmed": "to_confirm"}.get(match[1], match[1]) for match in titles if match]
    return _counted([*found, *["waived"] * int(waived)])


def of_gitlab(text: str) -> Counts:
    severities = {"critical": "fail", "major": "to_confirm", "minor": "warn", "info": "advice"}
    return _counted(severities[each["severity"]] for each in json.loads(text) if each["severity"] != "blocker")


def of_markdown(text: str) -> Counts:
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    stated = dict(zip(WEIGHTS, map(int, cells[2]), strict=False))
    listed = Counter[str]()
    heading = ""
    for line in text.splitlines():
        heading = line.removeprefix("### ").partition(":")[0] if line.startswith("### ") else heading
        listed[heading] += line.startswith("- `")
    assert listed["Warn"] == stated["warn"]
    assert listed["Fail"] == stated["fail"]
    assert listed["Waived"] == stated["waived"]
    return stated


def of_text(text: str) -> Counts:
    joined = " ".join(text.split())
    places = re.search(r"findings waived: (\d+)", joined)
    assert places is not None
    pattern = r"fail (\d+), failing but to be confirmed (\d+), warn (\d+), advice (\d+)"
    weights = re.search(pattern, joined)
    numbers = weights.groups() if weights else (0, 0, 0, 0)
    return dict(zip(WEIGHTS, map(int, (*numbers, places[1])), strict=True))


def of_html(text: str) -> Counts:
    return of_text(unescape(re.sub(r"<[^>]+>", " ", text)))


def of_pdf(content: bytes) -> Counts:
    return of_text(papers.of_pdf(content))


def of_xlsx(content: bytes) -> Counts:
    """The rows of the table of findings, which are held to the sentences of the first sheet."""
    weights = {"Fail": "fail", "Failing, to be confirmed": "to_confirm", "Waived": "waived"}
    rows = papers.table(content, "Findings", "Weight")
    counted = _counted(weights.get(row["Weight"], row["Weight"].lower()) for row in rows)
    assert counted == of_text(papers.of_xlsx(content))
    return counted


COUNTERS = {
    "csv": of_csv, "github": of_github, "gitlab": of_gitlab, "html": of_html, "json": of_json, "junit": of_junit,
    "markdown": of_markdown, "pdf": of_pdf, "sarif": of_sarif, "text": of_text, "xlsx": of_xlsx,
}  # fmt: skip


def _counted(found: object) -> Counts:
    counted = Counter(found)  # type: ignore[call-overload]  # because any iterable of words is counted
    return {weight: counted[weight] for weight in WEIGHTS}


def confirmed_by_nobody(report: Report) -> Report:
    """Let the failing finding wait for a person."""
    first = report.subjects[0]
    verdict = first.verdicts[0]
    waits = replace(verdict.findings[0], confirmation=ConfirmationState.NEEDED)
    return replace(report, subjects=(replace(first, verdicts=(replace(verdict, findings=(waits,)),)),))


REPORTS = ("all weights", "to be confirmed", "simulated", "nothing found", "no subject", "a document", "not readable")


@pytest.fixture(scope="module")
def unreadable(check: Callable[..., Report]) -> Report:
    return check("openapi: 3.1.0\n\tinfo: [\n")


@pytest.fixture
def reports(report: Report, opened: Report, unreadable: Report) -> dict[str, Report]:
    silent = tuple(
        replace(subject, verdicts=tuple(replace(verdict, findings=()) for verdict in subject.verdicts))
        for subject in report.subjects
    )
    return {
        "all weights": report,
        "to be confirmed": confirmed_by_nobody(report),
        "simulated": replace(report, is_simulated=True),
        "nothing found": replace(report, subjects=silent),
        "no subject": replace(report, subjects=()),
        "a document": opened,
        "not readable": unreadable,
    }


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("form", COUNTERS)
def test_each_format_tells_the_counts_of_the_report(name: str, form: str, reports, render) -> None:
    report = reports[name]
    found = report.summary.findings
    expected = dict(zip(WEIGHTS, (found.fail, found.to_confirm, found.warn, found.advice, found.waived), strict=True))
    counted = COUNTERS[form](render(report, form))
    if form == "gitlab":
        expected["waived"] = 0  # because the list is of what somebody is to act on
    assert counted == expected


@pytest.mark.parametrize("name", REPORTS)
def test_what_could_not_be_judged_is_counted_alike(name: str, reports, render) -> None:
    report = reports[name]
    errors, unjudged = report.summary.counts.errors, report.could_not_be_judged
    rows = csv.DictReader(io.StringIO(render(report, "csv").removeprefix("\ufeff"), newline=""))
    outcomes = Counter(row["outcome"] for row in rows)
    assert (outcomes["error"], outcomes["error"] + outcomes["not_judged"]) == (errors, unjudged)
    root = fromstring(render(report, "junit"))
    assert int(root.get("errors", "")) == len(list(root.iter("error"))) == unjudged
    (run,) = json.loads(render(report, "sarif"))["runs"]
    assert (run["properties"]["counts"]["errors"], run["properties"]["counts"]["unjudged"]) == (errors, unjudged)
    assert run["invocations"][0]["executionSuccessful"] is (unjudged == 0)
    sentence = f"errors of the tool {errors}; could not be judged {unjudged}"
    assert sentence in render(report, "github")
    told = [
        line for line in render(report, "github").splitlines() if re.match(r"::error .*\((error|not judged)%2C", line)
    ]
    assert bool(told) is bool(unjudged)
    assert bool([each for each in json.loads(render(report, "gitlab")) if each["severity"] == "blocker"]) is bool(
        unjudged
    )


def test_vietnamese_reports_count_the_same(report: Report, render) -> None:
    for form in ("csv", "gitlab", "json", "sarif"):
        assert COUNTERS[form](render(report, form, "vi")) == COUNTERS[form](render(report, form))
    assert "không đạt 1, không đạt nhưng chờ xác nhận 0, cảnh báo 1, khuyến nghị 1; được miễn trừ 1" in render(
        report, "github", "vi"
    )


@pytest.mark.long
def test_a_fleet_counts_what_stands_at_each_platform(report: Report, render) -> None:
    fleet = replace(
        report, subjects=tuple(replace(each, id=f"{each.id}-{n}") for n in range(40) for each in report.subjects)
    )
    counted = {form: count(render(fleet, form)) for form, count in COUNTERS.items() if form != "gitlab"}
    assert set(map(str, counted.values())) == {
        str({"fail": 40, "to_confirm": 0, "warn": 40, "advice": 40, "waived": 40})
    }
    assert len(json.loads(render(fleet, "gitlab"))) == 40 * 5  # with what crashed and what did not answer


@pytest.mark.long
def test_hostile_texts_change_no_count(hostile_report: Report, render) -> None:
    expected = hostile_report.summary.findings
    for form in ("csv", "gitlab", "sarif"):
        counted = COUNTERS[form](render(hostile_report, form))
        assert (counted["fail"], counted["warn"]) == (expected.fail, expected.warn)
    lines = render(hostile_report, "github").splitlines()
    assert Counter(line.partition(" ")[0] for line in lines)["::warning"] == expected.warn
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


@pytest.mark.long
def test_texts_of_any_length_are_cut_to_what_readers_take(hostile_report: Report, render) -> None:
    (run,) = json.loads(render(hostile_report, "sarif"))["runs"]
    longest = max(len(result["message"]["text"]) for result in run["results"])
    assert LONGEST < longest < 2 * LONGEST
    assert any(result["message"]["text"].endswith("…") for result in run["results"])
