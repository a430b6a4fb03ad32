"""The connection ladder: how far a platform has come, claimed and evidenced.

A stage holds when its rules are met or not applicable, at least one of them met; on the word of the record alone it is
declared, not evidenced. A stage that needs a rule which this version does not have is undecided by itself: it is
neither granted nor denied, and the stages above it are judged all the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from compliance.judgement.connection import connection, is_contradicted
from compliance.model.dossier import Dossier
from compliance.model.grades import Basis, Outcome
from compliance.model.ladder import Rung, Stage, Standing
from compliance.model.text import Message
from compliance.model.verdict import Ladder, StageVerdict, Verdict

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record

_HOLDING: Final = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})
_BROKEN: Final = frozenset({Outcome.BREACHED, Outcome.WAIVED})
_CLOSED: Final = _BROKEN | {Outcome.ERROR}
_PASSED: Final = frozenset({Standing.EVIDENCED, Standing.UNDECIDED})
_Verdicts = Mapping[str, Verdict]


def ladder(dossier: Dossier, verdicts: Sequence[Verdict], stages: Sequence[Stage]) -> Ladder:
    """Return the highest stage that is evidenced, beside the highest the record claims."""
    record = dossier.record
    if record is None:
        return Ladder(rung=None, claimed=None)
    by_rule = {verdict.rule: verdict for verdict in verdicts}
    judged = tuple(_stage(stage, by_rule) for stage in stages if stage.rules)
    signs = tuple(by_rule[rule] for stage in stages for rule in stage.signs if rule in by_rule)
    return Ladder(
        rung=_rung(judged),
        claimed=_claimed(record),
        evidence=tuple(_claims(record)),
        undecided=tuple(dict.fromkeys(rule for stage in judged for rule in stage.lacking)),
        stages=judged,
        connection=connection(record, judged, signs),
        is_contradicted=is_contradicted(record, signs),
    )


def _rung(judged: Sequence[StageVerdict]) -> Rung | None:
    """Return the highest evidenced stage below which none is known to be missing; see `Ladder.rung` for None."""
    passed = list(takewhile(lambda stage: stage.standing in _PASSED, judged))
    evidenced = [stage.rung for stage in passed if stage.standing is Standing.EVIDENCED]
    if evidenced:
        return evidenced[-1]
    return None if passed else Rung.NONE


def _stage(stage: Stage, verdicts: _Verdicts) -> StageVerdict:
    own = _judged(stage.rung, stage.rules, verdicts)
    if any(verdicts[rule].outcome in _CLOSED for rule in stage.rules if rule in verdicts):
        return own
    others = [_judged(stage.rung, other.rules, verdicts) for other in stage.alternatives]
    return next((each for each in (own, *others) if each.standing is Standing.EVIDENCED), own)


def _judged(rung: Rung, rules: Sequence[str], verdicts: _Verdicts) -> StageVerdict:
    """Judge a stage by some rules: its own, or those of an alternative."""
    present = [verdicts[rule] for rule in rules if rule in verdicts]
    lacking = tuple(rule for rule in rules if rule not in verdicts)
    standing = _standing(present, lacking=lacking)
    held = [verdict for verdict in present if verdict.outcome is Outcome.MET]
    return StageVerdict(
        rung=rung,
        standing=standing,
        basis=_basis(held) if standing in {Standing.EVIDENCED, Standing.DECLARED} else None,
        held_by=_ids(held),
        refuted_by=_ids(verdict for verdict in present if verdict.outcome in _BROKEN),
        unseen=_ids(verdict for verdict in present if verdict.outcome not in _HOLDING | _BROKEN),
        lacking=lacking if standing is Standing.UNDECIDED else (),
    )


def _standing(present: Sequence[Verdict], lacking: Sequence[str]) -> Standing:
    outcomes = {verdict.outcome for verdict in present}
    if outcomes & _BROKEN:
        return Standing.REFUTED
    if outcomes - _HOLDING:
        return Standing.UNSEEN
    if lacking:
        return Standing.UNDECIDED
    if Outcome.MET not in outcomes:
        return Standing.UNSEEN
    is_word = all(verdict.is_met_by_word for verdict in present if verdict.outcome is Outcome.MET)
    return Standing.DECLARED if is_word else Standing.EVIDENCED


def _basis(held: Sequence[Verdict]) -> Basis:
    """Return the weakest basis of what holds the stage; the word of the record counts only where it stands alone."""
    order = tuple(Basis)
    found = sorted((verdict.basis for verdict in held), key=order.index)
    return next((basis for basis in found if basis is not Basis.DECLARED), Basis.DECLARED)


def _ids(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(verdict.rule for verdict in verdicts)


def _claimed(record: "Record") -> Rung | None:
    if any(channel.is_hub for channel in record.connected_channels()):
        return Rung.EXCHANGING
    if any(service.document for service in record.listed_services()):
        return Rung.DESCRIBED
    return Rung.LISTED if record.list_memberships else None


def _claims(record: "Record") -> Iterator[Message]:
    """Yield what the record itself says."""
    for membership in record.list_memberships or ():
        number = membership.number or membership.list
        yield Message.of("by the record: on the list {number}", number=number)
    for each in record.listed_connections():
        if each.is_connected:
            yield Message.of("by the record: connected via {channel}", channel=each.via or "-")
