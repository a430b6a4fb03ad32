"""Whom a clause binds: what a record says of the platform and its owner decides what a breach weighs."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compliance.judgement.severity import severity
from compliance.loading.facts.published import facts
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.model.grades import Proof, Severity

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

FACTS = facts(date(2026, 11, 28))
RECORD = """\
slug: household-business
owner: {owner}
services: [{{id: households, fee: {{agency: 500, legal_ground: none}}}}]
provenance: {{source: test, declared: true, declared_by: {{unit: Cơ quan mẫu, on: 2026-11-20}}}}
"""
RULE, CLAUSE = "record.sharing_is_free_of_charge", "L20-2023.D42.K2"


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("{code: G12, name_vi: Bộ Tài chính}", "fail"),
        ("{name_vi: Cơ quan Ví Dụ, kind: state-agency}", "fail"),
        ("{name_vi: Văn phòng Trung ương Đảng}", "warn"),
        ("{name_vi: Công ty Ví Dụ, kind: enterprise}", "warn"),
        ("{name_vi: Cơ quan Ví Dụ}", "warn"),
        ("null", "warn"),
    ],
)
def test_a_duty_of_state_agencies_fails_only_what_a_state_agency_owns(
    run: Run, write: Write, owner: str, expected: str
) -> None:
    verdict, state = judged(run, write, owner)
    assert (verdict["outcome"], verdict["severity"]) == ("breached", expected)
    assert state == "breached"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "a public service unit is none: as one reader of Decree 278/2025/NĐ-CP understands its Art. 2, it connects "
            "through its ministry or province",
        ),
        (
            "vi",
            "đơn vị sự nghiệp công lập không phải cơ quan nhà nước: theo cách hiểu của một người đọc Điều 2 Nghị định "
            "278/2025/NĐ-CP thì kết nối thông qua bộ, tỉnh của mình",
        ),
    ],
)
def test_a_public_service_unit_is_reached_through_its_ministry(
    run: Run, write: Write, language: str, sentence: str
) -> None:
    unit = "{name_vi: Bệnh viện Ví Dụ, kind: public-service-unit}"
    verdict, state = judged(run, write, unit, language)
    assert (verdict["outcome"], verdict.get("severity"), verdict.get("findings")) == ("not_applicable", None, None)
    assert sentence in verdict["reason"]
    assert state == "not_applicable"


def test_what_others_owe_too_still_binds_a_public_service_unit() -> None:
    unit = record("owner: {name_vi: Bệnh viện Ví Dụ, kind: public-service-unit}")
    rows = FACTS.catalogue.requirements
    assert severity([rows["L20-2023.D42.K1.C"]], Proof.CONCLUSIVE, FACTS, unit) is Severity.FAIL


@pytest.mark.parametrize(
    ("requirement", "member", "other", "weights"),
    [
        ("ND224-2026.D13.K1.A", "classes: [online-service]", "", "fail warn"),
        ("QD1425-2026.A1.TTHC", "classes: [administrative-procedure]", "", "warn advice"),
        ("QD1425-2026.P2.READY", "classes: [new-system]", "", "warn advice"),
        (
            "QD1425-2026.P2.READY",
            "project: {basic_design: {on: 2026-07-29}}",
            "project: {basic_design: {on: 2026-07-28}, detailed_design: none}\noperational_from: 2026-10-01",
            "warn advice",
        ),
        (
            "ND224-2026.D46.K1.B",
            "project: {budget: state, basic_design: {on: 2026-06-30}, detailed_design: {on: 2026-07-01}}",
            "project: {budget: state, basic_design: {on: 2026-06-29}, detailed_design: {on: 2026-06-30}}",
            "fail warn",
        ),
        ("QD1425-2026.P2.API-A", "project: {hiring_report: {on: 2026-09-01}}", "project: none", "warn advice"),
        (
            "ND224-2026.D46.K1.B",
            "project: {budget: state, basic_design: {on: 2026-07-01}}",
            "project: {budget: state, basic_design: {on: 2026-06-30}}",
            "fail warn",
        ),
        (
            "ND224-2026.D47.K2.DD",
            "project: {budget: state, detailed_design: {on: 2026-07-02}}",
            "project: {detailed_design: {on: 2026-07-02}}",
            "fail warn",
        ),
        (
            "ND165-2025.D17.K10",
            "services: [{id: a}, {id: b, classification: important}]",
            "services: [{id: a, classification: normal}, {id: b, classification: none}]",
            "warn advice",
        ),
        ("ND363-2026.D22.K1.B", "services: [{id: a, classification: core}]", "services: none", "warn advice"),
        ("TT06-2026.D8.K3", "classes: [dedicated-network]", "", "fail warn"),
    ],
)
def test_a_record_shows_of_which_class_a_platform_is(requirement: str, member: str, other: str, weights: str) -> None:
    row = FACTS.catalogue.requirements[requirement]
    shown = [
        severity([row], Proof.CONCLUSIVE, FACTS, record(f"owner: {{code: G12}}\n{text}")) for text in (member, other)
    ]
    assert " ".join(map(str, shown)) == weights


def record(text: str) -> Any:
    return read_record(parse("record.yaml", f"slug: household-business\n{text}\n".encode()))


def judged(run: Run, write: Write, owner: str, language: str = "en") -> tuple[dict[str, Any], str]:
    """The verdict of the rule on fees, and the state of the clause that it cites."""
    write("record.yaml", RECORD.format(owner=owner))
    options = ("--as-of", "2026-11-28", "--format", "json", "--lang", language)
    report = json.loads(run("check", "record.yaml", *options).out)
    verdicts = {verdict["rule"]: verdict for verdict in report["subjects"][0]["verdicts"]}
    states = {row["id"]: row["state"] for row in report["requirements"]}
    return verdicts[RULE], states[CLAUSE]
