"""The connection ladder: which stages have evidence, and how far a record says that its platform has come.

A stage holds when its rules are met or not applicable, at least one of them met. The word of the record alone meets
only the rules that the stage names for that. A stage of which this version lacks a rule is undecided by itself only: it
is neither granted nor denied, and those above it are judged all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from compliance.judgement.connection import evidence, standing
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.grades import Outcome
from compliance.model.ladder import Rung, Stage
from compliance.model.record import Record
from compliance.model.standing import StageReport, StageState
from compliance.model.verdict import Ladder, Verdict

_HOLDING: Final = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})
_OPEN: Final = _HOLDING | {Outcome.NOT_OBSERVED}
_PASSABLE: Final = frozenset({StageState.EVIDENCED, StageState.UNDECIDED})
_Outcomes = Mapping[str, Outcome]


def ladder(dossier: Dossier, record: Record, verdicts: Sequence[Verdict], facts: Facts) -> Ladder:
    """Return the stages one by one, the highest that is reached, and the highest that the record claims."""
    judged = tuple(_judged(stage, _outcomes(stage, verdicts)) for stage in facts.ladder if stage.rules)
    undecided = tuple(rule for stage in judged if stage.state is StageState.UNDECIDED for rule in stage.lacking)
    found = standing(dossier, record, facts, is_exchanging=_is_evidenced(Rung.EXCHANGING, judged))
    return Ladder(
        rung=_reached(judged),
        claimed=_claimed(record),
        evidence=tuple(evidence(dossier, record, facts)),
        undecided=undecided,
        stages=judged,
        connected=found,
        listed=facts.platform_lists.place_of(record.slug, facts.as_of),
    )


def _outcomes(stage: Stage, verdicts: Sequence[Verdict]) -> _Outcomes:
    """Return the outcomes by rule, as the stage takes them: what a record only says was not observed."""
    return {
        verdict.rule: Outcome.NOT_OBSERVED
        if verdict.is_met_by_word and verdict.rule not in stage.by_word
        else verdict.outcome
        for verdict in verdicts
    }


def _judged(stage: Stage, outcomes: _Outcomes) -> StageReport:
    present = [outcomes[rule] for rule in stage.rules if rule in outcomes]
    if _holds_somehow(stage, outcomes):
        return StageReport(stage.rung, StageState.EVIDENCED)
    if not _OPEN.issuperset(present):
        return StageReport(stage.rung, StageState.BROKEN)
    absent = tuple(rule for rule in stage.rules if rule not in outcomes)
    if absent and _HOLDING.issuperset(present):
        return StageReport(stage.rung, StageState.UNDECIDED, absent)
    return StageReport(stage.rung, StageState.UNSEEN, absent)


def _reached(judged: Sequence[StageReport]) -> Rung | None:
    """Return the highest stage with evidence below which none is denied; None if those below the first are undecided.

    An undecided stage is passed over.
    """
    passed = list(takewhile(lambda stage: stage.state in _PASSABLE, judged))
    held = [stage.rung for stage in passed if stage.state is StageState.EVIDENCED]
    if held:
        return held[-1]
    return None if passed else Rung.NONE


def _is_evidenced(rung: Rung, judged: Iterable[StageReport]) -> bool:
    return any(stage.rung is rung and stage.state is StageState.EVIDENCED for stage in judged)


def _holds_somehow(stage: Stage, outcomes: _Outcomes) -> bool:
    """Return whether the rules of the stage hold, or others that stand in for what could not be looked at."""
    if _holds(stage.rules, outcomes):
        return True
    if any(outcomes.get(rule, Outcome.NOT_OBSERVED) not in _OPEN for rule in stage.rules):
        return False
    return any(_holds(alternative.rules, outcomes) for alternative in stage.alternatives)


def _holds(rules: Sequence[str], outcomes: _Outcomes) -> bool:
    found = [outcomes.get(rule) for rule in rules]
    return Outcome.MET in found and _HOLDING.issuperset(found)


def _claimed(record: Record) -> Rung | None:
    if any(channel.is_hub for channel in record.connected_channels()):
        return Rung.EXCHANGING
    if any(service.document for service in record.listed_services()):
        return Rung.DESCRIBED
    return Rung.LISTED if record.listed_memberships() else None
