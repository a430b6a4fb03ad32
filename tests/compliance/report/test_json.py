"""The JSON report: the shape others hold on to."""

import json
from dataclasses import replace
from typing import Any

import orjson
import pytest
from jsonschema_rs import Draft202012Validator

from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.context import ReportContext
from compliance.report.formats import named
from compliance.report.formats.json.v1 import SCHEMA_ID, schema
from tools.schemas import breaches


@pytest.fixture
def tree(report: Report, context: ReportContext) -> dict[str, Any]:
    return json.loads(named("json").write(report, context))


def test_the_report_follows_the_published_schema(tree: dict[str, Any]) -> None:
    assert breaches(Draft202012Validator(schema()), tree) == []


def test_the_schema_refuses_another_shape(tree: dict[str, Any]) -> None:
    tree["subjects"][0]["verdicts"][0]["outcome"] = "compliant"
    assert not Draft202012Validator(schema()).is_valid(tree)


def test_the_schema_allows_additions(tree: dict[str, Any]) -> None:
    tree["subjects"][0]["added"] = tree["added"] = 1
    assert Draft202012Validator(schema()).is_valid(tree)


def test_the_schema_has_a_name_and_a_dialect() -> None:
    assert schema()["$id"] == SCHEMA_ID == "https://ndxp-sdk.example/schemas/report.schema.json"
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema()["title"]


def test_keys_stand_in_the_published_order(tree: dict[str, Any]) -> None:
    published = ["schema", "tool", "catalogue", "as_of", "profile", "simulated", "subjects", "requirements", "summary"]
    assert [key for key in tree if key in published] == published


def test_a_violation_keeps_template_parameters_and_place(tree: dict[str, Any]) -> None:
    assert tree["subjects"][2]["verdicts"][0]["violations"] == [
        {
            "message": 'found <script>alert("x")</script> & \x1b[31mred',
            "template": "found {found}",
            "params": {"found": '<script>alert("x")</script> & \x1b[31mred'},
            "location": {"uri": "specs/eid.yaml", "pointer": "/paths/~1citizens/get", "line": 41, "column": 5},
            "evidence": None,
            "related": [],
            "fingerprint": "0123456789abcdef",
            "waived_by": None,
            "severity": "warn",
            "proof": "conclusive",
            "confirmation": "not-needed",
            "confirmed": None,
            "waiver": None,
        }
    ]


def test_claimed_and_evidenced_stand_side_by_side(tree: dict[str, Any]) -> None:
    assert tree["subjects"][0]["ladder"] == {
        "rung": "described",
        "claimed": "exchanging",
        "evidence": ["the published document"],
        "undecided": ["reachable"],
        "stages": [
            {
                "rung": "described",
                "state": "evidenced",
                "lacking": [],
                "basis": None,
                "seen_on": None,
                "counts_until": None,
            },
            {
                "rung": "reachable",
                "state": "undecided",
                "lacking": ["endpoint.certificate_names_the_host"],
                "basis": None,
                "seen_on": None,
                "counts_until": None,
            },
        ],
        "connected": {"standing": "claimed", "sentence": "Claimed in use via NDXP; not observed", "conflict": False},
        "listed": None,
        "conflicts": [],
    }


def test_when_where_and_through_which_hub_was_looked_is_told(tree: dict[str, Any]) -> None:
    assert tree["subjects"][0]["inspection"] == {
        "at": "2026-11-20T18:05:00+00:00",
        "vantage": "public",
        "hub": "https://hub.example",
    }
    assert tree["subjects"][1]["inspection"] is None
    assert tree["subjects"][0]["lists"] == ["1527/QĐ-BKHCN"]


def test_a_waived_violation_names_basis_owner_and_end(tree: dict[str, Any]) -> None:
    waived = tree["subjects"][1]["verdicts"][1]["violations"][0]
    assert (waived["waived_by"], waived["waiver"]) == (
        "Trần Văn Mẫu",
        {
            "reason": "a new owner is being named",
            "legal_basis": "Decision 12/QĐ-MAU",
            "owner": "Nguyễn Thị Mẫu",
            "approver": "Trần Văn Mẫu",
            "expires": "2027-03-01",
        },
    )


def test_the_summary_counts_verdicts(tree: dict[str, Any]) -> None:
    summary = tree["summary"]
    assert summary["rules_run"] == 3
    assert summary["breached"] == {"fail": 1, "warn": 1, "advice": 1, "to_confirm": 0}
    by_weight = {"fail": 1, "to_confirm": 0, "warn": 1, "advice": 1}
    assert summary["findings"] == {**by_weight, "waived": 1, "subjects": 2, "of_rulesets": 0}
    assert (summary["rules_broken"], summary["to_confirm"], summary["nothing_to_look_at"]) == (3, 0, 0)
    assert (summary["not_observed"], summary["errors"], summary["could_not_be_judged"]) == (1, 1, 2)


def test_a_requirement_without_rule_keeps_its_reason(tree: dict[str, Any]) -> None:
    assert tree["requirements"][7] == {"id": "B.1", "state": "not_checkable", "rules": [], "reason": "organisational"}


def test_vietnamese_is_written_as_it_is(report: Report, context: ReportContext) -> None:
    text = named("json").write(report, context)
    assert "Hộp thư thông báo công dân" in text
    assert text.startswith('{\n  "schema": "compliance-report/1",\n')
    assert text.endswith("}\n")


def test_half_a_character_is_told_in_a_form_that_strict_readers_take(report: Report, context: ReportContext) -> None:
    text = named("json").write(replace(report, notices=(Message.of("\ud800"),)), context)
    assert orjson.loads(text)["notices"] == [r"\ud800"]


@pytest.mark.parametrize("hidden", ["\x7f", "\x9b", "\u202e", "\u2066", "\u061c", "\u2028", "\ufff9", "\U000e0041"])
def test_hidden_characters_are_escaped_and_read_back(hidden: str, report: Report, context: ReportContext) -> None:
    text = named("json").write(replace(report, notices=(Message.of(f"a{hidden}b"),)), context)
    assert hidden not in text
    assert json.loads(text)["notices"] == [f"a{hidden}b"]


def test_what_needs_the_other_encoder_changes_no_other_byte(report: Report, context: ReportContext) -> None:
    usual, half = (
        named("json").write(replace(report, notices=(Message.of(f'{mark} \x00\x1f\x7f\\"/é😀'),)), context)
        for mark in ("half", "\ud800")
    )
    assert usual == half.replace(r"\\ud800", "half")


def test_numbers_of_any_size_are_written(report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    verdict = next(verdict for verdict in subject.verdicts if verdict.findings)
    finding = replace(verdict.findings[0], message=Message.of("found {size}", size=2**70))
    subject = replace(subject, verdicts=(replace(verdict, findings=(finding,)),))
    tree = json.loads(named("json").write(replace(report, subjects=(subject,)), context))
    assert tree["subjects"][0]["verdicts"][0]["violations"][0]["params"] == {"size": 2**70}
