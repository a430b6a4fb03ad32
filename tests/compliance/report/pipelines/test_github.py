"""Workflow commands, read as the runner of GitHub Actions reads them."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import JudgedFile


@dataclass(frozen=True)
class Command:
    kind: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """Read commands as the runner does: properties end at the first `::`, then both are unescaped."""
    return [_command(line) for line in text.splitlines()]


def _command(line: str) -> Command:
    assert line.startswith("::")
    head, separator, data = line[2:].partition("::")
    assert separator
    kind, _, given = head.partition(" ")
    pairs = dict(pair.split("=", 1) for pair in given.split(","))
    return Command(kind, {name: _unescaped(value, ":,") for name, value in pairs.items()}, _unescaped(data))


def _unescaped(text: str, further: str = "") -> str:
    for sign in f"\r\n{further}":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


def test_weights_are_kinds_with_file_line_and_column(report: Report, render) -> None:
    found = commands(render(report, "github"))
    assert [each.kind for each in found] == ["error", "error", "error", "warning", "notice", "notice"]
    (warning,) = [each for each in found if each.kind == "warning"]
    assert {name: warning.properties[name] for name in ("file", "line", "col")} == {
        "file": "specs/eid.yaml",
        "line": "41",
        "col": "5",
    }
    assert warning.properties["title"] == "A document can be read no more (warn, openapi.document_parses)"
    assert warning.message.splitlines()[1] == "→ Do what the norm says."
    assert "[L20-2023.D42.K1.D, GP.RFC9325]" in warning.message


def test_the_last_notice_tells_the_result(report: Report, render) -> None:
    last = commands(render(report, "github"))[-1]
    assert last.kind == "notice"
    assert "file" not in last.properties
    assert "fail 1, failing but to be confirmed 0, warn 1, advice 1; waived 1" in last.message
    assert "No breach found in 2 of the 7 requirements" in last.message
    assert "the waiver W-1 expires on 1 December 2026" in last.message


def test_nothing_found_is_said_too(report: Report, render) -> None:
    (only,) = commands(render(replace(report, subjects=()), "github"))
    assert "fail 0" in only.message


def test_what_is_waived_asks_nobody_to_act(report: Report, render) -> None:
    assert "no owner" not in "".join(c.message for c in commands(render(report, "github")) if c.kind == "error")


def test_what_stands_in_no_file_names_its_address_and_is_shown_at_the_record(report: Report, render) -> None:
    subject = replace(report.subjects[0], sources=(JudgedFile("hồ sơ.yaml", "0" * 64),))
    first = next(
        each for each in commands(render(replace(report, subjects=(subject,)), "github")) if "TLSv1.0" in each.message
    )
    assert (first.properties["file"], first.properties["line"]) == ("hồ sơ.yaml", "1")
    assert first.message.startswith("tls://a.example:443: accepted TLSv1.0")
    nowhere = next(each for each in commands(render(report, "github")) if "TLSv1.0" in each.message)
    assert "file" not in nowhere.properties
    assert "Citizen mailbox" in nowhere.message


@pytest.mark.parametrize("name", ["https://a.example/spec.yaml", "standard input", "đầu vào chuẩn"])
def test_what_is_no_file_of_the_repository_has_no_file(name: str, check, render) -> None:
    report = check("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {}}}\n", name)
    for each in commands(render(report, "github")):
        assert "file" not in each.properties
        assert each.kind == "notice" or each.message.startswith(f"{name}:")


def test_hostile_texts_are_read_back_whole(hostile_report: Report, render) -> None:
    found = commands(render(hostile_report, "github"))
    assert {each.kind for each in found} == {"error", "warning", "notice"}
    assert set().union(*(each.properties for each in found)) == {"file", "line", "col", "title"}
    said = {each.message.splitlines()[0] for each in found if each.kind == "warning"}
    assert any("::error file=x::injected ::set-output name=a::b ##[error]c %0A%0D%25 : ," in each for each in said)
    assert "-rf,title=x.yaml" in {each.properties.get("file") for each in found}


def test_the_heaviest_come_first_and_the_last_notice_shown_says_how_many_are_not(report: Report, render) -> None:
    subject = report.subjects[2]
    warning, advice = subject.verdicts
    (note,) = advice.findings
    many = tuple(
        replace(note, location=Location("specs/eid.yaml", f"/{n}", n, 1), message=Message.of("advice {n}", n=n))
        for n in range(1, 31)
    )
    noisy = replace(subject, verdicts=(replace(advice, findings=many), warning))
    text = render(replace(report, subjects=(noisy, *report.subjects[:2])), "github")
    found = commands(text)
    assert [each.kind for each in found[:4]] == ["error", "error", "error", "warning"]
    notices = [each for each in found if each.kind == "notice"]
    assert len(notices) == 31
    assert "GitHub shows 10 annotations of a kind for a step; 21 more stand in the log only" in notices[9].message
    assert Counter(each.kind for each in found)["notice"] == 31
    assert len(re.findall("advice [0-9]+%0A", text)) == 30


def test_paths_start_at_the_folder_of_the_run(check, render, tmp_path: Path) -> None:
    report = check("openapi: 3.1.0\ninfo: {}\npaths: {}\n", f"{tmp_path.as_posix()}/api/a.yaml")
    found = commands(render(report, "github", root=tmp_path.as_posix()))
    assert {each.properties["file"] for each in found if each.kind != "notice" or "file" in each.properties} == {
        "api/a.yaml"
    }


def test_a_simulated_run_says_so_in_every_annotation(report: Report, render) -> None:
    *found, result = commands(render(replace(report, is_simulated=True), "github"))
    assert all(each.properties["title"].startswith("SIMULATED: ") for each in found)
    assert result.message.startswith("SIMULATED: mock platforms")
