"""The stages of connection: their facts, and what holds a stage."""

import re

import pytest

from compliance.judgement.ladder import ladder
from compliance.loading.facts.ladder import stages
from compliance.model.dossier import Dossier, Kind
from compliance.model.grades import Basis, Outcome, Proof
from compliance.model.ladder import Alternative, Rung, Stage, Standing
from compliance.model.record import Record
from compliance.model.text import Text
from compliance.model.verdict import Ladder, StageVerdict, Verdict

WORD = Text("a", "a")
LISTED = Stage(Rung.LISTED, WORD, WORD, ("record.a", "record.b"))
REACHABLE = Stage(Rung.REACHABLE, WORD, WORD, ("endpoint.a",), (Alternative(WORD, ("exchange.a",)),))


def climbed(*held: Stage, **outcomes: Outcome) -> Ladder:
    """How far a platform comes with these outcomes: `record_a=Outcome.MET`."""
    verdicts = [
        Verdict(name.replace("_", ".", 1), (), outcome, None, Proof.CONCLUSIVE, 1) for name, outcome in outcomes.items()
    ]
    return ladder(Dossier("p", Kind.PLATFORM, Record("p", None)), verdicts, held)


def test_every_stage_is_described_once_and_needs_rules() -> None:
    assert [stage.rung for stage in stages()] == list(Rung)
    for stage in stages()[1:]:
        assert stage.rules
        assert stage.evidence
        named = [*stage.rules, *stage.signs, *(rule for other in stage.alternatives for rule in other.rules)]
        assert all(re.fullmatch(r"(record|openapi|endpoint|exchange)\.[a-z0-9_]+", rule) for rule in named)
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
    assert climbed(LISTED, record_a=outcome, record_b=outcome).rung is Rung.NONE


def test_rules_that_this_version_lacks_are_named() -> None:
    found = climbed(LISTED, record_a=Outcome.MET)
    assert (found.rung, found.undecided) == (None, ("record.b",))
    assert found.stages[0].standing is Standing.UNDECIDED


def test_a_stage_that_is_denied_lacks_nothing() -> None:
    found = climbed(LISTED, record_a=Outcome.BREACHED)
    assert (found.rung, found.undecided) == (Rung.NONE, ())
    assert found.stages[0].refuted_by == ("record.a",)


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


def test_a_stage_above_one_that_this_version_cannot_decide_is_judged_by_itself() -> None:
    found = climbed(LISTED, REACHABLE, record_a=Outcome.MET, endpoint_a=Outcome.MET)
    assert [stage.standing for stage in found.stages] == [Standing.UNDECIDED, Standing.EVIDENCED]
    assert (found.rung, found.undecided) == (Rung.REACHABLE, ("record.b",))
    assert climbed(LISTED, REACHABLE, record_a=Outcome.MET, endpoint_a=Outcome.BREACHED).rung is None


def test_the_word_of_a_record_alone_is_no_evidence_for_a_stage() -> None:
    def stage(*bases: Basis) -> StageVerdict:
        verdicts = [
            Verdict(rule, (), Outcome.MET, None, Proof.CONCLUSIVE, 1, basis=basis)
            for rule, basis in zip(LISTED.rules, bases, strict=True)
        ]
        found = ladder(Dossier("p", Kind.PLATFORM, Record("p", None)), verdicts, [LISTED])
        assert found.rung is (Rung.LISTED if found.stages[0].standing is Standing.EVIDENCED else Rung.NONE)
        return found.stages[0]

    assert stage(Basis.DECLARED, Basis.DECLARED).standing is Standing.DECLARED
    assert stage(Basis.DECLARED, Basis.THIRD_PARTY).standing is Standing.EVIDENCED
    assert stage(Basis.DECLARED, Basis.THIRD_PARTY).basis is Basis.THIRD_PARTY
    assert stage(Basis.OBSERVED, Basis.DOCUMENT).basis is Basis.DOCUMENT
