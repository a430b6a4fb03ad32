"""Kinds of subject for which this version has no rule of its own, each proven by one from real text."""

import datetime

import pytest

from compliance.actions.rule_examples import as_dossiers, verdicts_on
from compliance.actions.rule_faults import rule_faults
from compliance.judgement.auditor import audit
from compliance.loading.facts.published import facts
from compliance.locale import words
from compliance.model.example import Platform, Versions
from compliance.model.rule import Rule
from compliance.model.subject import KINDS
from compliance.model.verdict import SubjectReport
from compliance.report.subject_kinds import subject_kind
from compliance.rules import all_rules, rules_of

FACTS = facts(datetime.date(2026, 11, 28))
RULES = {rule.id: rule for package in ("documents", "live", "records") for rule in rules_of(f"kinds.{package}.rules")}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_the_kind_is_enumerated_and_judged(rule: Rule) -> None:
    assert [(str(fault.message), fault.example) for fault in rule_faults(rule, FACTS)] == []


def test_every_kind_is_looked_at_by_a_rule() -> None:
    looked_at = {rule.subject.__name__ for rule in (*all_rules(), *RULES.values())}
    assert {kind.name for kind in KINDS} == looked_at


_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {}\n"


@pytest.mark.parametrize(
    ("previous", "declared", "expected"),
    [
        ("", True, "not_observed"),
        (", previous_document: none", True, "not_applicable"),
        (", previous_document: none", False, "not_observed"),
        (", previous_document: lost.yaml", True, "not_observed"),
    ],
)
def test_only_the_owner_says_that_there_is_no_earlier_document(previous: str, declared: bool, expected: str) -> None:
    record = f"slug: a\nowner: {{code: G12}}\nservices: [{{id: s, document: openapi.yaml{previous}}}]\n"
    evidence = Platform(f"{record}provenance: {{declared: {str(declared).lower()}}}\n", {"openapi.yaml": _HEAD})
    rule = next(rule for rule in all_rules() if rule.id == "openapi.responses_keep_their_fields")
    assert [verdict.outcome for verdict in verdicts_on(rule, evidence, FACTS)] == [expected]


def test_a_newer_document_with_a_hole_is_no_breach_and_not_met() -> None:
    answer = "paths: {/a: {get: {responses: {'200': {content: {application/json: {schema: "
    older = _HEAD.replace("paths: {}\n", answer + "{properties: {ten: {}}}}}}}}}}\n")
    newer = _HEAD.replace("paths: {}\n", answer + "{$ref: '#/components/schemas/Nobody'}}}}}}}}\n")
    rule = next(rule for rule in all_rules() if rule.id == "openapi.responses_keep_their_fields")
    assert [verdict.outcome for verdict in verdicts_on(rule, Versions(older, newer), FACTS)] == ["not_observed"]


def _bad(name: str) -> list[SubjectReport]:
    rule = RULES[name]
    return audit(as_dossiers(rule, next(iter(rule.bad.values()))), [rule], FACTS)


def test_what_spans_platforms_stands_at_each_of_them_with_the_other_beside_it() -> None:
    found = [finding for report in _bad("record.records_are_not_duplicated") for finding in report.verdicts[0].findings]
    places = [(finding.location.uri, [place.uri for place in finding.related]) for finding in found]
    assert places == [("record-1.yaml", ["record-2.yaml"]), ("record-2.yaml", ["record-1.yaml"])]


def test_an_owner_is_one_whether_named_by_code_or_by_name() -> None:
    assert [report.verdicts[0].subjects for report in _bad("record.owner_is_not_silent")] == [1, 1]


def test_every_kind_has_words_in_lists() -> None:
    missing = [kind.name for kind in KINDS if subject_kind(kind.name, words("en")) == kind.name]
    assert missing == []
