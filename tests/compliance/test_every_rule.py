"""Rules about rules: what holds for each of them, and for the one added next."""

import datetime
import re
from typing import Any

import pytest

from compliance.actions.rule_examples import as_dossier
from compliance.judgement.auditor import audit, cited_requirements
from compliance.loading.facts.codelists import facts
from compliance.locale import words
from compliance.model.grades import Grade, Outcome
from compliance.model.rule import Rule
from compliance.model.verdict import Verdict
from compliance.rules import all_rules, rule_modules
from ndxp_mocks.faults import known_faults
from ndxp_mocks.hub.faults import known_hub_faults

FACTS = facts(datetime.date(2026, 11, 21))
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)


def judge(rule: Rule, example: Any) -> Verdict:
    return audit(as_dossier(rule, example), [rule], FACTS).verdicts[0]


def test_each_module_holds_one_rule_named_like_its_file() -> None:
    assert len(all_rules()) == len(rule_modules())
    for rule in all_rules():
        assert rule.check.__name__ == rule.id.split(".")[1]


@RULES
def test_title_is_one_short_sentence(rule: Rule) -> None:
    assert len(rule.title) <= 80
    assert rule.title.endswith(".")
    assert rule.title.count(". ") == 0


@RULES
def test_explanation_and_limits_are_present(rule: Rule) -> None:
    assert rule.explanation
    assert rule.limits.startswith("Shows ")
    assert "Does not show " in rule.limits


@RULES
def test_cited_requirements_exist_and_their_text_is_known(rule: Rule) -> None:
    cited = cited_requirements(rule, FACTS)
    assert cited
    assert not [row.id for row in cited if row.verified is Grade.MEMORY]


@RULES
def test_cited_requirements_have_no_reason_for_being_without_a_rule(rule: Rule) -> None:
    assert not [row.id for row in cited_requirements(rule, FACTS) if row.reason]


@RULES
def test_good_examples_are_met(rule: Rule) -> None:
    assert rule.good
    for example in rule.good:
        verdict = judge(rule, example)
        assert verdict.outcome is Outcome.MET, (example, verdict)


@RULES
def test_bad_examples_give_their_message_and_no_other(rule: Rule) -> None:
    assert rule.bad
    for message, example in rule.bad.items():
        verdict = judge(rule, example)
        assert verdict.outcome is Outcome.BREACHED, (example, verdict)
        assert {str(finding.message) for finding in verdict.findings} == {message}


@RULES
def test_irrelevant_examples_are_not_applicable(rule: Rule) -> None:
    if rule.when is not None:
        assert rule.irrelevant
    for example in rule.irrelevant:
        assert judge(rule, example).outcome is Outcome.NOT_APPLICABLE, example


@RULES
def test_unknown_examples_are_not_observed(rule: Rule) -> None:
    if rule.needs:
        assert rule.unknown
    for example in rule.unknown:
        assert judge(rule, example).outcome is Outcome.NOT_OBSERVED, example


@RULES
def test_every_message_in_the_code_stands_in_a_bad_example(rule: Rule) -> None:
    import inspect

    source = inspect.getsource(rule.check)
    templates = set(re.findall(r'(?:Violation\(|template = )"((?:[^"\\]|\\.)+)"', source))
    patterns = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(template)) for template in templates]
    for pattern in patterns:
        assert any(re.fullmatch(pattern, message) for message in rule.bad), pattern


@RULES
def test_every_sentence_is_translated(rule: Rule) -> None:
    vietnamese = words("vi")
    for sentence in (rule.title, *rule.explanation, rule.limits):
        assert vietnamese(sentence) != sentence
    for example in rule.bad.values():
        for finding in judge(rule, example).findings:
            assert vietnamese(finding.message.template) != finding.message.template


@RULES
def test_when_takes_the_subject_of_the_rule(rule: Rule) -> None:
    if rule.when is not None:
        annotation = next(iter(rule.when.__annotations__.values()))
        assert annotation is rule.subject


def test_every_live_rule_has_a_fault_and_every_fault_a_rule() -> None:
    live = {rule.id for rule in all_rules() if rule.group in {"endpoint", "exchange"}}
    of_platforms = {fault.rule for fault in known_faults().values()}
    of_hubs = {fault.rule for fault in known_hub_faults().values() if fault.rule is not None}
    assert of_platforms | of_hubs == live
