"""CSV as RFC 4180 has it, and as Excel takes it."""

import csv
import io
from dataclasses import replace

import pytest

from compliance.model.grades import Outcome
from compliance.model.report import Report
from tools.hostile_reports import NAMES, TEXTS

HEADER = (
    "outcome,severity,confirmation,rule,subject,name,uri,line,column,pointer,heading,message,remedy,norm,requirements,"
    "clauses,related,fingerprint,waived_until,remarks,as_of,simulated,evidence"
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_columns_are_the_same_in_every_language(language: str, opened: Report, render) -> None:
    text = render(opened, "csv", language)
    assert text.startswith(f"\ufeff{HEADER}\r\n")
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n") == len(rows(text)) + 1


def test_a_row_tells_everything_of_a_finding(report: Report, render) -> None:
    warning = next(row for row in rows(render(report, "csv")) if row["severity"] == "warn")
    expected = {
        "outcome": "breached",
        "rule": "openapi.document_parses",
        "uri": "specs/eid.yaml",
        "line": "41",
        "column": "5",
        "pointer": "/paths/~1citizens/get",
        "heading": "A document can be read no more",
        "remedy": "Do what the norm says.",
        "requirements": "L20-2023.D42.K1.D GP.RFC9325",
        "clauses": "Law 20/2023/QH15, Art. 42(1)(d); RFC 9325",
        "fingerprint": "0123456789abcdef",
        "as_of": "2026-11-21",
        "simulated": "no",
    }
    assert {name: warning[name] for name in expected} == expected
    waived = next(row for row in rows(render(report, "csv")) if row["outcome"] == "waived")
    assert waived["waived_until"] == "2027-03-01"
    assert "approved by Trần Văn Mẫu" in waived["remarks"]


def test_what_was_not_judged_or_not_observed_has_rows(report: Report, check, render) -> None:
    found = {row["outcome"]: row for row in rows(render(report, "csv"))}
    assert found["error"]["message"] == "KeyError: <paths>"
    assert found["not_judged"]["message"] == "the host b.example did not answer"
    record = check("slug: household-business\nowner: {code: G12, name_vi: Bộ Tài chính}\n", "record.yaml")
    unseen = [row for row in rows(render(record, "csv")) if row["outcome"] == "not_observed"]
    assert len(unseen) == record.verdicts(Outcome.NOT_OBSERVED)


def test_no_cell_is_a_formula(hostile_report: Report, render) -> None:
    cells = [value for row in rows(render(hostile_report, "csv")) for value in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell == "'-rf,title=x.yaml" for cell in cells)
    assert any(cell == "'=1+1.yaml" for cell in cells)


def test_a_finding_is_one_line_whatever_it_says(hostile_report: Report, render) -> None:
    text = render(hostile_report, "csv")
    findings = [row for row in rows(text) if row["outcome"] == "breached"]
    assert len(findings) == 2 * len(NAMES) * len(TEXTS)
    assert len(text.splitlines()) == len(rows(text)) + 1


def test_a_simulated_run_says_so_in_every_row(report: Report, render) -> None:
    assert {row["simulated"] for row in rows(render(replace(report, is_simulated=True), "csv"))} == {"yes"}
