"""The stages of connection: their facts, and what holds a stage."""

import re
from dataclasses import replace
from datetime import date

import pytest

from compliance.judgement.ladder import ladder
from compliance.loading.facts.ladder import stages
from compliance.loading.facts.published import facts
from compliance.model.dossier import Dossier, Kind
from compliance.model.grades import Basis, Outcome, Proof
from compliance.model.ladder import Alternative, Rung, Stage
from compliance.model.record import Record
from compliance.model.standing import StageState
from compliance.model.text import Text
from compliance.model.verdict import Ladder, Verdict

FACTS = facts(date(2026, 11, 28))
WORD = Text("a", "a")
LISTED = Stage(Rung.LISTED, WORD, WORD, ("record.a", "record.b"))
REACHABLE = Stage(Rung.REACHABLE, WORD, WORD, ("endpoint.a",), (Alternative(WORD, ("exchange.a",)),))


def climbed(*held: Stage, **outcomes: Outcome) -> Ladder:
    """How far a platform comes with these outcomes: `record_a=Outcome.MET`."""
    verdicts = [
        Verdict(name.replace("_", ".", 1), (), outcome, None, Proof.CONCLUSIVE, 1) for name, outcome in outcomes.items()
    ]
    return ladder(Dossier("p", Kind.PLATFORM), Record("p", None), verdicts, replace(FACTS, ladder=held))


def of(found: Ladder) -> tuple[Rung | None, tuple[str, ...], list[StageState]]:
    return found.rung, found.undecided, [stage.state for stage in found.stages]


def test_every_stage_is_described_once_and_needs_rules() -> None:
    assert [stage.rung for stage in stages()] == list(Rung)
    for stage in stages()[1:]:
        assert stage.rules
        assert stage.evidence
        named = [*stage.rules, *(rule for other in stage.alternatives for rule in other.rules)]
        assert all(re.fullmatch(r"(record|openapi|xml|endpoint|exchange)\.[a-z0-9_]+", rule) for rule in named)
    assert not stages()[0].rules


def test_names_of_stages_differ_in_both_languages() -> None:
    for names in ({stage.name.vi for stage in stages()}, {stage.name.en for stage in stages()}):
        assert len(names) == len(Rung)


@pytest.mark.parametrize(
    ("second", "rung"),
    [(Outcome.MET, Rung.LISTED), (Outcome.NOT_APPLICABLE, Rung.LISTED)]
    + [(other, Rung.NONE) for other in Outcome if other not in {Outcome.MET, Outcome.NOT_APPLICABLE}],
)
def test_a_stage_holds_when_its_rules_are_met_or_do_not_apply(second: Outcome, rung: Rung) -> None:
    assert climbed(LISTED, record_a=Outcome.MET, record_b=second).rung is rung


def test_a_stage_of_which_nothing_applies_does_not_hold() -> None:
    outcome = Outcome.NOT_APPLICABLE
    assert of(climbed(LISTED, record_a=outcome, record_b=outcome)) == (Rung.NONE, (), [StageState.UNSEEN])


def test_rules_that_this_version_lacks_are_named() -> None:
    assert of(climbed(LISTED, record_a=Outcome.MET)) == (None, ("record.b",), [StageState.UNDECIDED])


def test_a_stage_that_is_denied_lacks_nothing() -> None:
    assert of(climbed(LISTED, record_a=Outcome.BREACHED)) == (Rung.NONE, (), [StageState.BROKEN])


@pytest.mark.parametrize(("by_word", "rung"), [((), Rung.NONE), (("record.b",), Rung.LISTED)])
def test_the_word_of_a_record_holds_a_stage_only_where_the_stage_says_so(by_word: tuple[str, ...], rung: Rung) -> None:
    stage = Stage(Rung.LISTED, WORD, WORD, ("exchange.a", "record.b"), by_word=by_word)
    verdicts = [
        Verdict(name, (), Outcome.MET, None, Proof.CONCLUSIVE, 1, basis=basis)
        for name, basis in (("exchange.a", Basis.OBSERVED), ("record.b", Basis.DECLARED))
    ]
    found = ladder(Dossier("p", Kind.PLATFORM), Record("p", None), verdicts, replace(FACTS, ladder=(stage,)))
    assert found.rung is rung


def test_what_may_be_met_by_word_is_a_rule_of_the_stage() -> None:
    for stage in stages():
        assert set(stage.by_word) <= set(stage.rules)


def test_a_stage_is_undecided_by_itself_and_those_above_are_judged() -> None:
    found = climbed(LISTED, REACHABLE, record_a=Outcome.MET, endpoint_a=Outcome.MET)
    assert of(found) == (Rung.REACHABLE, ("record.b",), [StageState.UNDECIDED, StageState.EVIDENCED])
    broken = climbed(LISTED, REACHABLE, record_a=Outcome.MET, endpoint_a=Outcome.BREACHED)
    assert of(broken) == (None, ("record.b",), [StageState.UNDECIDED, StageState.BROKEN])


@pytest.mark.parametrize(
    ("looked", "rung"), [(Outcome.NOT_OBSERVED, Rung.REACHABLE), (Outcome.BREACHED, Rung.NONE), (None, Rung.REACHABLE)]
)
def test_an_alternative_stands_in_for_what_was_not_seen_and_for_no_breach(looked: Outcome | None, rung: Rung) -> None:
    seen = {} if looked is None else {"endpoint_a": looked}
    assert climbed(REACHABLE, exchange_a=Outcome.MET, **seen).rung is rung
    assert climbed(REACHABLE, exchange_a=Outcome.NOT_OBSERVED, **seen).rung is not Rung.REACHABLE


def test_a_stage_above_one_that_does_not_hold_is_not_reached() -> None:
    met, breached = Outcome.MET, Outcome.BREACHED
    assert climbed(LISTED, REACHABLE, record_a=met, record_b=breached, endpoint_a=met).rung is Rung.NONE
    assert climbed(LISTED, REACHABLE, record_a=met, record_b=met, endpoint_a=met).rung is Rung.REACHABLE
