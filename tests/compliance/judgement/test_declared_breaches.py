"""When what an owner declares of security, stops and the platform regime fails a platform, and when it only warns."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from compliance.actions.rule_examples import as_dossiers, verdicts_on
from compliance.judgement.auditor import audit
from compliance.loading.facts.published import facts
from compliance.model.dossier import Dossier
from compliance.model.example import Supposing
from compliance.model.grades import Basis, ConfirmationState, Proof, Severity
from compliance.model.record_form.platform import Declarer
from compliance.model.rule import Rule
from compliance.model.verdict import Finding
from compliance.rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
HEAD = "slug: a\nowner: {code: G12, name_vi: Bộ Tài chính, kind: state-agency}\n"
NAMED = "provenance: {declared_by: {unit: Đơn vị Ví dụ, on: 2026-11-20}}\n"
LEVEL = "security_level: {on: 2026-09-01, level: 2, parts: [{level: 3}], built_before_2026_07_01: false}\n"
NETWORK = "connections: [{via: ndxp, state: in-use, network: state}]\nsecurity_level: none\n"
APPRAISED = (
    "security_level: {on: 2026-09-01, level: 4, appraiser: Bộ Tài chính, approver: Bộ Tài chính, sector: civil, "
    "built_before_2026_07_01: %s}\n"
)
STOP = (
    "notices: [{planned: true, force_majeure: false, public: true, starts_on: 2026-12-03, noticed_on: none, "
    "expected_back_on: 2026-12-04}]\n"
)
ONLINE = "classes: [online-service]\n"


def found(name: str, record: str, day: str = "2026-11-28") -> list[Finding]:
    rule: Rule = RULES[f"record.{name}"]
    (verdict,) = verdicts_on(rule, HEAD + record, facts(datetime.date.fromisoformat(day)))
    return list(verdict.findings)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("highest_level_is_taken", LEVEL),
        ("state_network_system_has_a_level", NETWORK),
        ("approver_fits_the_level", APPRAISED % "false"),
        ("planned_stop_is_announced_in_time", STOP + ONLINE),
    ],
)
def test_an_admission_fails_only_if_somebody_stands_for_it_by_name(name: str, record: str) -> None:
    (named,) = found(name, record + NAMED)
    assert (named.severity, named.proof) == (Severity.FAIL, Proof.CONCLUSIVE)
    is_computed = name == "highest_level_is_taken"
    assert (named.confirmation is ConfirmationState.NOT_NEEDED) is is_computed
    (nameless,) = found(name, record)
    assert (nameless.severity, nameless.proof) == (Severity.WARN, Proof.INDICATIVE)


def test_a_data_interface_that_stops_unannounced_is_warned() -> None:
    (finding,) = found("planned_stop_is_announced_in_time", STOP + NAMED)
    assert finding.severity is Severity.WARN


@pytest.mark.parametrize("day", ["2026-12-31", "2027-01-01", "2027-02-01"])
def test_a_level_decided_under_the_older_decree_in_the_transition_stands(day: str) -> None:
    assert found("approver_fits_the_level", APPRAISED % "true" + NAMED, day) == []
    built_before = LEVEL.replace("on:", "built_before_2026_07_01: true, on:")
    assert found("highest_level_is_taken", built_before + NAMED, day) == []


def test_a_level_decided_after_the_transition_is_judged() -> None:
    record = (APPRAISED % "true").replace("2026-09-01", "2027-01-02") + NAMED
    (finding,) = found("approver_fits_the_level", record, "2027-02-01")
    assert finding.severity is Severity.FAIL


@pytest.mark.parametrize(
    ("planned", "day", "severity"),
    [
        ("approval_planned_on: 2027-05-01", "2026-11-28", Severity.WARN),
        ("approval_planned_on: 2027-05-01", "2027-01-01", Severity.WARN),
        ("approval_planned_on: 2027-05-01", "2027-01-02", Severity.FAIL),
        ("on: 2026-12-01, measures_planned_on: 2027-09-01", "2027-01-02", Severity.WARN),
        ("on: 2026-12-01, measures_planned_on: 2027-09-01", "2027-07-01", Severity.WARN),
        ("on: 2026-12-01, measures_planned_on: 2027-09-01", "2027-07-02", Severity.FAIL),
    ],
)
def test_late_days_of_the_transition_fail_once_their_last_day_is_over(
    planned: str, day: str, severity: Severity
) -> None:
    record = f"security_level: {{built_before_2026_07_01: true, {planned}}}\n" + NAMED
    (finding,) = found("transition_dates_are_kept", record, day)
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("begins", "day", "severity"),
    [
        ("2027-08-01", "2026-11-28", Severity.WARN),
        ("2027-08-01", "2027-09-01", Severity.FAIL),
        ("2023-05-01", "2027-09-01", Severity.WARN),
        ("2023-05-01", "2029-01-01", Severity.FAIL),
    ],
)
def test_late_minimum_requirements_fail_once_the_platform_is_bound(begins: str, day: str, severity: Severity) -> None:
    planned = "min_requirements: {met_on: %s, roadmap_until: 2029-06-30}\n"
    dates = planned % ("2027-10-01" if begins > "2027" else "none")
    record = f"sharing_level: ministry\noperational_from: {begins}\n{dates}{NAMED}"
    (finding,) = found("minimum_requirements_are_planned_in_time", record, day)
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("minimum_requirements_are_planned_in_time", "min_requirements: {met_on: 2027-10-01}\n"),
        (
            "conformity_assessment_precedes_operation",
            "conformity_assessment: {on: 2027-10-01, assessor: Hội đồng Ví dụ}\n",
        ),
    ],
)
def test_what_is_planned_too_late_fails_once_the_platform_begins(rule: str, more: str) -> None:
    record = f"sharing_level: ministry\noperational_from: 2027-08-01\n{more}{NAMED}"
    (before,), (after,) = (found(rule, record, day) for day in ("2027-07-31", "2027-08-01"))
    assert (before.severity, after.severity) == (Severity.WARN, Severity.FAIL)


def test_a_major_change_to_come_needs_no_assessment_yet() -> None:
    record = (
        "sharing_level: ministry\noperational_from: 2027-08-01\nconformity_assessment: {on: 2027-07-15, assessor: A}\n"
        f"major_changes: [{{on: 2027-12-01, assessed_on: none}}]\n{NAMED}"
    )
    assert found("conformity_assessment_precedes_operation", record, "2027-11-30") == []
    (finding,) = found("conformity_assessment_precedes_operation", record, "2027-12-01")
    assert finding.severity is Severity.FAIL


@pytest.mark.parametrize(("day", "is_late"), [("2026-11-24", False), ("2026-11-25", False), ("2026-11-26", True)])
def test_a_stop_is_late_only_when_too_few_days_are_left_even_if_a_saturday_is_worked(day: str, is_late: bool) -> None:
    assert bool(found("planned_stop_is_announced_in_time", STOP + ONLINE + NAMED, day)) is is_late


@pytest.mark.parametrize(("day", "is_bound"), [("2026-06-30", False), ("2026-07-09", False), ("2026-07-10", True)])
def test_a_stop_is_judged_if_it_could_be_announced_under_the_decree(day: str, is_bound: bool) -> None:
    record = STOP.replace("2026-12-03", day).replace("2026-12-04", "2026-12-31") + ONLINE + NAMED
    assert bool(found("planned_stop_is_announced_in_time", record)) is is_bound


@pytest.mark.parametrize(("day", "is_bound"), [("2025-08-18", False), ("2025-08-19", True)])
def test_a_refusal_is_judged_from_the_day_on_which_the_clause_began(day: str, is_bound: bool) -> None:
    record = f"services: [{{id: s, refusals: [{{on: {day}, in_writing: false, reason: a, legal_ground: b}}]}}]\n"
    assert bool(found("refusal_gives_reason_and_legal_ground", record + NAMED)) is is_bound


@pytest.mark.parametrize(("day", "severity"), [("2027-01-29", Severity.ADVICE), ("2027-01-30", Severity.WARN)])
def test_a_framework_is_late_once_its_last_day_is_over(day: str, severity: Severity) -> None:
    (finding,) = found("agency_framework_is_named", "framework: none\n" + NAMED, day)
    assert finding.severity is severity


def test_an_owner_who_is_named_by_its_code_is_no_failure() -> None:
    record = "slug: a\nlabel_shown: true\nnotification: {number: 12/VD, on: 2027-08-02}\noperational_from: 2027-08-01\n"
    rule, day = RULES["record.record_names_its_owner"], datetime.date(2027, 9, 1)
    for owner, severity in (("code: G12, ", Severity.WARN), ("", Severity.FAIL)):
        text = f"{record}owner: {{{owner}name_vi: none, kind: state-agency}}\n{NAMED}"
        (verdict,) = verdicts_on(rule, text, facts(day))
        assert [finding.severity for finding in verdict.findings] == [severity]


def test_a_platform_that_has_not_begun_may_still_be_assessed() -> None:
    record = f"sharing_level: ministry\noperational_from: 2027-08-01\nconformity_assessment: none\n{NAMED}"
    (before,) = found("conformity_assessment_precedes_operation", record, "2027-07-31")
    (after,) = found("conformity_assessment_precedes_operation", record, "2027-08-01")
    assert (before.severity, after.severity) == (Severity.WARN, Severity.FAIL)


ADMISSIONS = [
    rule
    for rule in RULES.values()
    if rule.group == "record" and rule.proof is Proof.CONCLUSIVE and rule.basis is not Basis.OBSERVED
]
OF_LISTS = {"record.list_membership_is_current"}


def proofs(rule: Rule, declarer: Declarer | None) -> Iterator[Proof]:
    """What the findings in the bad examples of a rule prove if somebody, or nobody, stands for the records."""
    for example in rule.bad.values():
        day = facts(datetime.date(2026, 11, 28))
        supposed = example.facts(day) if isinstance(example, Supposing) else day
        for report in audit(list(declared_by(declarer, rule, example)), [rule], supposed):
            yield from (finding.proof for verdict in report.verdicts for finding in verdict.findings)


def declared_by(declarer: Declarer | None, rule: Rule, example: Any) -> Iterator[Dossier]:
    for dossier in as_dossiers(rule, example):
        assert dossier.record is not None
        provenance = replace(dossier.record.provenance, declared_by=declarer)
        yield replace(dossier, record=replace(dossier.record, provenance=provenance))


@pytest.mark.parametrize("rule", ADMISSIONS, ids=lambda rule: rule.id)
def test_a_record_proves_a_breach_only_by_the_word_of_somebody_or_by_a_list_as_issued(rule: Rule) -> None:
    assert Proof.CONCLUSIVE in set(proofs(rule, Declarer(unit="Đơn vị Ví dụ")))
    rests_on_a_list = rule.basis is Basis.THIRD_PARTY
    assert rests_on_a_list is (rule.id in OF_LISTS)
    assert (Proof.CONCLUSIVE in set(proofs(rule, None))) is rests_on_a_list
