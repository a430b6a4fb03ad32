"""Rules about rules: what holds for each of them, and for the one added next."""

import datetime

import pytest

from compliance.actions.rule_examples import verdicts_on
from compliance.actions.rule_faults import rule_faults
from compliance.judgement.requirements import rules_by_requirement
from compliance.loading.facts.published import facts
from compliance.locale import words
from compliance.model.grades import Basis
from compliance.model.rule import Rule
from compliance.rules import all_rules, rule_modules
from ndxp_mocks.hub.injection.known import known_hub_faults
from ndxp_mocks.platform.faults import known_faults

pytestmark = pytest.mark.quick
FACTS = facts(datetime.date(2026, 11, 21))
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)


def test_each_module_holds_one_rule_named_like_its_file() -> None:
    assert len(all_rules()) == len(rule_modules())
    for rule in all_rules():
        assert rule.check.__name__ == rule.id.split(".")[1]


def test_each_requirement_has_a_rule_or_a_reason_and_never_both() -> None:
    checked = rules_by_requirement(FACTS.catalogue, all_rules())
    assert [row.id for row in FACTS.catalogue if (row.id in checked) is (row.reason is not None)] == []


def test_rules_cite_requirements_by_the_ids_that_stand() -> None:
    cited = {citation for rule in all_rules() for citation in rule.citations}
    assert {citation for citation in cited if FACTS.catalogue.standing_id(citation) != citation} == set()


@RULES
def test_nothing_is_wrong_with_the_rule_and_its_examples(rule: Rule) -> None:
    assert [(str(fault.message), fault.example) for fault in rule_faults(rule, FACTS)] == []


@RULES
def test_every_sentence_is_translated(rule: Rule) -> None:
    vietnamese = words("vi")
    for sentence in (rule.title, rule.broken or "", *rule.explanation, rule.remedy or "", rule.limits):
        assert vietnamese(sentence) != sentence
    for example in rule.bad.values():
        for verdict in verdicts_on(rule, example, FACTS):
            for finding in verdict.findings:
                assert vietnamese(finding.message.template) != finding.message.template


def test_every_live_rule_has_a_fault_and_every_fault_a_rule() -> None:
    live = {rule.id for rule in all_rules() if rule.group in {"endpoint", "exchange"} or rule.basis is Basis.OBSERVED}
    of_platforms = {fault.rule for fault in known_faults().values() if fault.runs or fault.takes_days}
    of_hubs = {fault.rule for fault in known_hub_faults().values() if fault.rule is not None}
    assert of_platforms | of_hubs == live
