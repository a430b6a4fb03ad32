"""Where record, document, hub and look disagree all their words stand side by side; requirements are in conflict."""

import json
from typing import Any

import pytest

import compliance
from compliance.actions.rule_examples import as_dossiers
from compliance.judgement.conflicts import conflicts
from compliance.loading.facts.questions import questions
from compliance.model.conflict import Question, Source
from compliance.model.example import Platform
from compliance.model.grades import Outcome, Proof
from compliance.model.verdict import Verdict
from compliance.rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
ASKED = {question.code: question for question in questions()}


def verdicts(**outcomes: Outcome) -> list[Verdict]:
    return [
        Verdict(name.replace("__", "."), (), outcome, None, Proof.CONCLUSIVE, 1) for name, outcome in outcomes.items()
    ]


def test_each_question_is_answered_by_rules_that_there_are() -> None:
    for question in ASKED.values():
        named = [*question.comparing, *(rule for source in Source for rule in question.of(source))]
        assert named
        assert set(named) <= set(RULES)
        assert question.comparing or sum(bool(question.of(source)) for source in Source) > 1


MET, BREACHED = Outcome.MET, Outcome.BREACHED


@pytest.mark.parametrize(
    ("document", "look", "sides"),
    [
        (MET, BREACHED, [("document", True), ("look", False)]),
        (BREACHED, MET, [("document", False), ("look", True)]),
        (BREACHED, BREACHED, []),
        (MET, MET, []),
        (Outcome.NOT_OBSERVED, BREACHED, []),
        (Outcome.WAIVED, MET, []),
    ],
)
def test_sources_disagree_where_one_keeps_what_another_breaks(
    document: Outcome, look: Outcome, sides: list[tuple[str, bool]]
) -> None:
    given = verdicts(openapi__operation_requires_security=document, endpoint__anonymous_caller_is_refused=look)
    found = conflicts(given, questions())
    assert [[(side.source, side.is_kept) for side in each.sides] for each in found] == (
        [sorted(sides, key=lambda side: not side[1])] if sides else []
    )


@pytest.mark.parametrize(
    ("look", "sides"),
    [
        (BREACHED, []),
        (MET, [("look", "endpoint.c", True), ("document", "openapi.b", False)]),
        (Outcome.NOT_OBSERVED, []),
    ],
)
def test_a_source_that_keeps_one_rule_and_breaks_another_is_not_on_both_sides(
    look: Outcome, sides: list[tuple[str, str, bool]]
) -> None:
    asked = Question("q", next(iter(ASKED.values())).name, document=("openapi.a", "openapi.b"), look=("endpoint.c",))
    found = conflicts(verdicts(openapi__a=MET, openapi__b=BREACHED, endpoint__c=look), [asked])
    assert [(side.source, side.rule, side.is_kept) for each in found for side in each.sides] == sides


COMPARING = [(code, rule) for code, question in ASKED.items() for rule in question.comparing]


@pytest.mark.parametrize(("code", "name"), COMPARING)
def test_a_rule_that_holds_two_sources_against_one_another_shows_that_they_disagree(code: str, name: str) -> None:
    rule = RULES[name]
    record = "slug: vi-du\nowner: {code: G12, name_vi: Bộ Tài chính}\n"
    for example in rule.bad.values():
        report = compliance.judge(*dossiers_of(rule, example, record))
        shown = json.loads(compliance.render(report, "json"))
        ladder = shown["subjects"][0]["ladder"]
        assert [each["code"] for each in ladder["conflicts"]] == [code]
        states = {row["id"]: row["state"] for row in shown["requirements"]}
        cited = {each for each in rule.citations if states.get(each) in {"breached", "conflict"}}
        assert any(states[each] == "conflict" for each in cited)
        assert "Sources disagree." in compliance.render(report)


def dossiers_of(rule: Any, example: Any, record: str) -> Any:
    """Give a bare observation a record: without one it is no platform that could stand on the ladder."""

    found = as_dossiers(rule, example)
    return found if found[0].record else as_dossiers(rule, Platform(record, observations=found[0].observations))
