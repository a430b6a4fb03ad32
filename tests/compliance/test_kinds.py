"""Kinds of subject for which this version has no rule of its own, each proven by one from real text."""

import datetime

import pytest

from compliance.actions.rule_examples import as_dossiers
from compliance.actions.rule_faults import rule_faults
from compliance.judgement.auditor import audit
from compliance.loading.facts.codelists import facts
from compliance.model.rule import Rule
from compliance.model.verdict import SubjectReport
from compliance.rules import rules_of

FACTS = facts(datetime.date(2026, 11, 28))
RULES = {rule.id: rule for package in ("documents", "records") for rule in rules_of(f"kinds.{package}.rules")}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_the_kind_is_enumerated_and_judged(rule: Rule) -> None:
    assert [(str(fault.message), fault.example) for fault in rule_faults(rule, FACTS)] == []


def _bad(name: str) -> list[SubjectReport]:
    rule = RULES[name]
    return audit(as_dossiers(rule, next(iter(rule.bad.values()))), [rule], FACTS)


def test_what_spans_platforms_stands_at_each_of_them_with_the_other_beside_it() -> None:
    found = [finding for report in _bad("record.records_are_not_duplicated") for finding in report.verdicts[0].findings]
    places = [(finding.location.uri, [place.uri for place in finding.related]) for finding in found]
    assert places == [("record-1.yaml", ["record-2.yaml"]), ("record-2.yaml", ["record-1.yaml"])]


def test_an_owner_is_one_whether_named_by_code_or_by_name() -> None:
    assert [report.verdicts[0].subjects for report in _bad("record.owner_is_not_silent")] == [1, 1]
