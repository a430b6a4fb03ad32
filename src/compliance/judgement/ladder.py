"""The connection ladder: how far a platform has come, claimed and evidenced.

A rung holds when its rules are met or not applicable, at least one of them met. Rungs are cumulative. A rung that needs
a rule which this version does not have is undecided, and so is every rung above it: it is neither granted nor denied.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from compliance.model.dossier import Dossier
from compliance.model.grades import Outcome
from compliance.model.ladder import Rung, Stage
from compliance.model.text import Message
from compliance.model.verdict import Ladder, Verdict

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record import Record

_HOLDING: Final = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})
_OPEN: Final = _HOLDING | {Outcome.NOT_OBSERVED}
_Outcomes = Mapping[str, Outcome]


def ladder(dossier: Dossier, verdicts: Sequence[Verdict], stages: Sequence[Stage]) -> Ladder:
    """Return the highest rung below which nothing is missing, beside the highest the record claims."""
    record = dossier.record
    if record is None:
        return Ladder(rung=None, claimed=None)
    outcomes = {verdict.rule: verdict.outcome for verdict in verdicts}
    reached, undecided = _reached(stages, outcomes)
    rung = None if undecided and reached is Rung.NONE else reached
    return Ladder(rung, _claimed(record), tuple(_claims(record)), undecided)


def _reached(stages: Sequence[Stage], outcomes: _Outcomes) -> tuple[Rung, tuple[str, ...]]:
    """Return the highest rung that holds, and the rules that are lacking to decide the next one."""
    reached = Rung.NONE
    for stage in stages:
        if not stage.rules:
            continue
        if not _holds_somehow(stage, outcomes):
            present = [outcomes[rule] for rule in stage.rules if rule in outcomes]
            absent = tuple(rule for rule in stage.rules if rule not in outcomes)
            return reached, absent if _HOLDING.issuperset(present) else ()
        reached = stage.rung
    return reached, ()


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


def _claimed(record: "Record") -> Rung | None:
    if any(channel.is_hub for channel in record.connected_channels()):
        return Rung.EXCHANGING
    if any(service.document for service in record.listed_services()):
        return Rung.DESCRIBED
    return Rung.LISTED if record.list_memberships else None


def _claims(record: "Record") -> Iterator[Message]:
    """Yield class 0 evidence: what the record itself says."""
    for membership in record.list_memberships or ():
        number = membership.number or membership.list
        yield Message.of("claimed (class 0): the record names the list {number}", number=number)
    for connection in record.listed_connections():
        if connection.is_connected:
            yield Message.of(
                "claimed (class 0): the record says connected via {channel}", channel=connection.via or "-"
            )
