"""The connection ladder: which stages have evidence, and how far a record says that its platform has come.

A stage holds when its rules are met or not applicable, at least one of them met, on evidence that is not too old. The
word of the record alone meets only the rules that the stage names for that. A stage of which this version lacks a rule
is undecided by itself only: it is neither granted nor denied, and those above it are judged all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from compliance.judgement.conflicts import conflicts
from compliance.judgement.connection import Seen, standing
from compliance.judgement.grounds import grounds
from compliance.judgement.hub_view import HubView, hub_view
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.grades import Outcome
from compliance.model.ladder import Alternative, EvidenceClass, Rung, Sight, Stage
from compliance.model.observation import HttpExchange
from compliance.model.record import Record
from compliance.model.standing import Connected, StageReport, StageState
from compliance.model.text import local_day
from compliance.model.verdict import Ladder, Verdict
from compliance.model.vocabulary import Channel

_HOLDING: Final = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})
_OPEN: Final = _HOLDING | {Outcome.NOT_OBSERVED}
_PASSABLE: Final = frozenset({StageState.EVIDENCED, StageState.UNDECIDED})
_PASSABLE_UNSEEN: Final = _PASSABLE | {StageState.UNSEEN, StageState.OLD}
_SAME_DOCUMENT: Final = "endpoint.served_document_is_the_published_one"
_PUBLIC: Final = "public"
_Outcomes = Mapping[str, Outcome]


def ladder(dossier: Dossier, record: Record, verdicts: Sequence[Verdict], facts: Facts) -> Ladder:
    """Return the stages one by one, the highest that is reached, and the highest that the record claims."""
    looks = _Looks(dossier, record, hub_view(dossier), facts.as_of)
    by_rule = {verdict.rule: verdict for verdict in verdicts}
    judged = tuple(_judged(stage, _outcomes(stage, by_rule), looks) for stage in facts.ladder if stage.rules)
    undecided = tuple(rule for stage in judged if stage.state is StageState.UNDECIDED for rule in stage.lacking)
    return Ladder(
        rung=_reached(judged, facts.ladder),
        claimed=_claimed(record),
        evidence=tuple(grounds(dossier, record, facts)),
        undecided=undecided,
        stages=judged,
        connected=_connected(looks, judged, verdicts, facts),
        listed=facts.platform_lists.place_of(record.slug, facts.as_of),
        conflicts=conflicts(verdicts, facts.questions),
    )


@dataclass(frozen=True, slots=True)
class _Looks:
    """What was seen of one platform, for stages that are held against it."""

    dossier: Dossier
    record: Record
    hub: HubView
    as_of: date

    @property
    def looked_on(self) -> date | None:
        """The day of the run; None if nothing was looked at over the network."""
        return local_day(self.dossier.collected_at) if self.dossier.collected_at else None

    @property
    def is_on_trial(self) -> bool:
        """Whether the record says of its connections only that they are tried."""
        over = [each for each in self.record.listed_connections() if each.channel is not None and each.channel.is_hub]
        return bool(over) and all(each.is_in("trial") for each in over)

    def seen_on(self, sight: Sight, rung: Rung) -> date | None:
        """Return the day on which a hub showed what stands in for the rules of a stage; None if it did not."""
        if sight is Sight.REFUSAL:
            return self.hub.denied_on
        return None if rung is Rung.EXCHANGING and self.is_on_trial else self.hub.logged_on

    def days(self, stage: Stage) -> int | None:
        """Return how old the evidence of a stage may be: an exchange as old as the time between two of them."""
        if stage.rung is not Rung.EXCHANGING or stage.fresh_days is None:
            return stage.fresh_days
        return max(stage.fresh_days, self.hub.log_days or 0)

    def answered_on(self) -> date | None:
        """Return the day on which the platform itself last gave an answer that shows it works; None if it did not."""
        seen = (each for each in self.dossier.observations if isinstance(each, HttpExchange))
        answers = (each.looked_at for each in seen if each.operation and each.status and each.status < 300)
        return max((local_day(moment) for moment in answers if moment is not None), default=None)


def _connected(looks: _Looks, judged: Iterable[StageReport], verdicts: Iterable[Verdict], facts: Facts) -> Connected:
    exchanging = next((stage for stage in facts.ladder if stage.rung is Rung.EXCHANGING), None)
    differs = any(each.rule == _SAME_DOCUMENT and each.outcome is Outcome.BREACHED for each in verdicts)
    seen = Seen(
        hub=looks.hub,
        log_days=(looks.days(exchanging) if exchanging else None) or 0,
        channel=_channel(looks.dossier, facts),
        exchange=next((stage for stage in judged if stage.rung is Rung.EXCHANGING), None),
        direct_on=looks.answered_on(),
        differs_on=looks.looked_on if differs else None,
        is_outside=looks.dossier.vantage == _PUBLIC,
    )
    return standing(looks.record, seen, facts)


def _channel(dossier: Dossier, facts: Facts) -> Channel | None:
    """Return what the hub is, as the audit was told; None if it was not, whatever the record claims."""
    return facts.channels.get(dossier.hub_channel) if dossier.hub_channel is not None else None


def _outcomes(stage: Stage, verdicts: Mapping[str, Verdict]) -> _Outcomes:
    """Return the outcomes of the rules of a stage, as it takes them: what a record only says was not observed."""
    named = {*stage.rules, *(rule for other in stage.alternatives for rule in other.rules)}
    return {
        rule: Outcome.NOT_OBSERVED if verdict.is_met_by_word and rule not in stage.by_word else verdict.outcome
        for rule in named
        if (verdict := verdicts.get(rule)) is not None
    }


def _judged(stage: Stage, outcomes: _Outcomes, looks: _Looks) -> StageReport:
    present = [outcomes[rule] for rule in stage.rules if rule in outcomes]
    absent = tuple(rule for rule in stage.rules if rule not in outcomes)
    if _holds(stage.rules, outcomes):
        return _aged(stage, stage.basis, _day_of(stage, looks), looks)
    if not _OPEN.issuperset(present):
        return StageReport(stage.rung, StageState.BROKEN)
    found = [report for other in stage.alternatives if (report := _otherwise(stage, other, outcomes, looks))]
    best = max(found, key=lambda report: report.state is StageState.EVIDENCED, default=None)
    if best is not None:
        return best
    if absent and _HOLDING.issuperset(present):
        return StageReport(stage.rung, StageState.UNDECIDED, absent)
    return StageReport(stage.rung, StageState.UNSEEN, absent)


def _otherwise(stage: Stage, other: Alternative, outcomes: _Outcomes, looks: _Looks) -> StageReport | None:
    """Return the stage as something shows it that stands in for its rules; None if it does not."""
    if other.sight is None:
        day = looks.hub.answered_on or looks.looked_on
        return _aged(stage, EvidenceClass.OBSERVED, day, looks) if _holds(other.rules, outcomes) else None
    day = looks.seen_on(other.sight, stage.rung)
    if day is None or any(outcomes.get(rule, Outcome.NOT_OBSERVED) not in _OPEN for rule in other.rules):
        return None
    basis = EvidenceClass.THIRD_PARTY if other.sight is Sight.LOG else EvidenceClass.OBSERVED
    return _aged(stage, basis, day, looks)


def _day_of(stage: Stage, looks: _Looks) -> date | None:
    if stage.basis is EvidenceClass.BOTH_SIDES:
        return looks.hub.both_sides_on or looks.hub.answered_on or looks.looked_on
    return None if stage.basis is EvidenceClass.THIRD_PARTY else looks.looked_on


def _aged(stage: Stage, basis: EvidenceClass | None, day: date | None, looks: _Looks) -> StageReport:
    """Return the stage with its evidence, which is old where it counts no longer."""
    most = looks.days(stage)
    until = day + timedelta(days=most) if most is not None and day is not None else None
    is_old = until is not None and until < looks.as_of
    return StageReport(stage.rung, StageState.OLD if is_old else StageState.EVIDENCED, (), basis, day, until)


def _reached(judged: Sequence[StageReport], stages: Iterable[Stage]) -> Rung | None:
    """Return the highest stage with evidence below which none is denied; None if those below the first are undecided.

    An undecided stage is passed over, and one that needs a look of our own and was not seen.
    """
    passable = {stage.rung for stage in stages if stage.is_passable}

    def is_passed(stage: StageReport) -> bool:
        return stage.state in (_PASSABLE_UNSEEN if stage.rung in passable else _PASSABLE)

    passed = list(takewhile(is_passed, judged))
    held = [stage.rung for stage in passed if stage.state is StageState.EVIDENCED]
    if held:
        return held[-1]
    return None if any(stage.state is StageState.UNDECIDED for stage in passed) else Rung.NONE


def _holds(rules: Sequence[str], outcomes: _Outcomes) -> bool:
    found = [outcomes.get(rule) for rule in rules]
    return Outcome.MET in found and _HOLDING.issuperset(found)


def _claimed(record: Record) -> Rung | None:
    if any(channel.is_hub for channel in record.connected_channels()):
        return Rung.EXCHANGING
    if any(service.document for service in record.listed_services()):
        return Rung.DESCRIBED
    return Rung.LISTED if record.listed_memberships() else None
