"""Dossiers to a report: judged one by one, and what is said of them together added up, so that each is needed once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from compliance.actions._entries import chosen_confirmations, chosen_waivers
from compliance.actions._rules import chosen_rules
from compliance.actions.errors import NothingToJudge
from compliance.actions.rule_list import rule_list
from compliance.actions.settings import Judging
from compliance.judgement.auditor import Auditor
from compliance.judgement.requirements import RequirementTally
from compliance.judgement.subjects import can_hold
from compliance.loading.collector import collector_paused
from compliance.loading.facts.published import facts
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier, Kind
from compliance.model.report import LateRow, Report
from compliance.model.rule import Rule
from compliance.model.subject import kind_named
from compliance.model.text import Message, local_day
from compliance.model.verdict import SubjectReport
from compliance.model.version import VERSION
from compliance.rules import rule_in

if TYPE_CHECKING:  # because few runs have any
    from compliance.judgement.confirmations import Confirmations as _Confirmations
    from compliance.judgement.due import Due
    from compliance.judgement.fleet import Shares
    from compliance.judgement.waivers import Waivers as _Waivers
    from compliance.model.fleet_member import FleetMember


def report_on(
    dossiers: Sequence[Dossier],
    judging: Judging,
    *,
    files: Sequence[Path | None] = (),
    notices: Sequence[Message] = (),
    load: Callable[[str], Rule] = rule_in,
) -> Report:
    """Return the report on these dossiers; `files` are those that they are kept in, in the same order.

    `load` imports the module of a rule; it is asked just before each rule that concerns something is run. Raises as
    `Judgement` does.
    """
    judgement = Judgement(judging, {dossier.kind for dossier in dossiers}, load)
    kept = [path.as_posix() if path else None for path in files or [None] * len(dossiers)]
    with collector_paused():
        shares = judgement.shares_of(dossiers)
        subjects = tuple(judgement.judged(*each) for each in zip(dossiers, shares, kept, strict=True))
    return judgement.report(subjects, notices)


class Judgement:
    """Judges the dossiers of one run; `judged` is to be called for each in their order, `report` at the end."""

    def __init__(self, judging: Judging, kinds: Collection[Kind], load: Callable[[str], Rule] = rule_in) -> None:
        """Choose what dossiers of some kinds are judged by; `load` imports the module of a rule just before it is run.

        Raises:
            NothingToJudge: none of the chosen rules concerns such dossiers.
            UsageError, InputError: a rule is not known, or a file of rules, waivers or confirmations is refused.
        """
        self._judging = judging
        self._facts = facts(judging.day)
        self._rulesets = _Rulesets(judging)
        needed = chosen_rules(
            judging,
            lambda subject: any(can_hold(kind, kind_named(subject)) for kind in kinds),
            self._rulesets.ids,
        )
        if not needed and not self._rulesets.are_chosen:
            raise NothingToJudge(Message.of("none of the chosen rules concerns what was given"))
        self._auditor = Auditor([rule.awaited(load) for rule in needed], self._facts, judging.profile)
        self._written = _Written(judging, self._rulesets.ids)
        self._tally = RequirementTally()
        self._due: Due | None = None
        self._is_simulated = False
        self._seen_later = _SeenLater(judging.day)

    def shares_of(self, dossiers: Sequence[Dossier]) -> "Sequence[Shares]":
        """Return what rules on several platforms together say of each of these dossiers, which are all of the run."""
        return self._auditor.shares_of(dossiers)

    def shares(self, members: "Sequence[FleetMember]") -> "Sequence[Shares]":
        """Return the same, of platforms of which no more is there than such rules look at."""
        return self._auditor.shares(members)

    def judged(self, dossier: Dossier, shares: "Shares", file: str | None = None) -> SubjectReport:
        """Return what comes of a dossier; `file` is what it is kept in."""
        subject = replace(self._auditor.report(dossier, shares), dossier_file=file)
        subject = self._written.mark(self._rulesets.judge(subject, dossier))
        self._tally.add(subject)
        self._note_due(dossier, subject)
        self._is_simulated = self._is_simulated or dossier.is_simulated
        self._seen_later.add(dossier)
        return subject

    def _note_due(self, dossier: Dossier, subject: SubjectReport) -> None:
        """Note what is due; nothing is of documents on whose findings nobody wrote."""
        written = self._written
        if self._due is None and (written.are_any or dossier.record is not None):
            from compliance.judgement.due import Due  # noqa: PLC0415 - because most documents have none

            self._due = Due(self._facts, written.waivers, written.confirmations)
        if self._due is not None:
            self._due.add(dossier, subject)

    def report(self, subjects: tuple[SubjectReport, ...], notices: Sequence[Message] = ()) -> Report:
        """Return the report on these; what it says of all of them is of all that were judged."""
        known = self._facts.catalogue
        items = self._due.items() if self._due is not None else ()
        of_days = self._due.notices() if self._due is not None else ()
        of_others = (*self._seen_later.notices(), *self._rulesets.notices(), *self._written.notices())
        return Report(
            tool_version=VERSION,
            catalogue_version=known.version,
            catalogue_sha256=known.sha256,
            as_of=self._judging.day,
            profile=self._judging.profile,
            is_simulated=self._is_simulated,
            subjects=subjects,
            requirements=LateRow(lambda: self._tally.states(known, rule_list())),
            notices=(*notices, *of_others, *of_days),
            due=items,
        )


class _Rulesets:
    """The rulesets that were given along: none in most runs, which load nothing for them."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._missing: dict[str, None] = {}
        self.ids: tuple[str, ...] = ()
        if judging.rulesets:
            self._read = _rulesets().read_rulesets(judging.rulesets)
            self.ids = _rulesets().rule_ids(self._read)

    @property
    def are_chosen(self) -> bool:
        """Whether a rule of theirs is run."""
        return any(_rulesets().is_chosen(rule, self._judging) for rule in self.ids)

    def judge(self, subject: SubjectReport, dossier: Dossier) -> SubjectReport:
        """Return the report with their verdicts."""
        if not self._judging.rulesets:
            return subject
        judged: SubjectReport
        judged, missing = _rulesets().with_rulesets(subject, dossier, self._read, self._judging)
        self._missing.update(dict.fromkeys(missing))
        return judged

    def notices(self) -> tuple[Message, ...]:
        """Return what there is to say of them."""
        return tuple(_rulesets().notices(self._read, tuple(self._missing))) if self._judging.rulesets else ()


def _rulesets() -> ModuleType:
    from compliance.actions._ruleset_library import rulesets  # noqa: PLC0415 - because few runs have a ruleset

    return rulesets()


class _Written:
    """What people wrote on findings: confirmations, and waivers, which count last."""

    def __init__(self, judging: Judging, further: Collection[str]) -> None:
        self.waivers = chosen_waivers(judging, further)
        self.confirmations = chosen_confirmations(judging)
        self._of_confirmations: _Confirmations | None = None
        self._of_waivers: _Waivers | None = None
        if self.confirmations:
            from compliance.judgement.confirmations import Confirmations  # noqa: PLC0415 - because few runs have any

            self._of_confirmations = Confirmations(self.confirmations, judging.day)
        if self.waivers:
            from compliance.judgement.waivers import Waivers  # noqa: PLC0415 - see above

            self._of_waivers = Waivers(self.waivers, judging.day)

    @property
    def are_any(self) -> bool:
        return bool(self.waivers or self.confirmations)

    def mark(self, subject: SubjectReport) -> SubjectReport:
        """Return the report with what people wrote on its findings."""
        if self._of_confirmations is not None:
            subject = self._of_confirmations.mark(subject)
        return subject if self._of_waivers is None else self._of_waivers.mark(subject)

    def notices(self) -> Iterator[Message]:
        """Yield what there is to say of what they wrote."""
        for each in (self._of_confirmations, self._of_waivers):
            if each is not None:
                yield from each.notices()


class _SeenLater:
    """How much evidence is from after the day whose law is asked for."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._count = 0
        self._first: date | None = None

    def add(self, dossier: Dossier) -> None:
        if dossier.collected_at is not None and (seen := local_day(dossier.collected_at)) > self._day:
            self._count += 1
            self._first = seen if self._first is None else min(seen, self._first)

    def notices(self) -> Iterator[Message]:
        """Yield that a law is asked for that was not the one of the day of the look, if one of before it is."""
        if self._first is not None:
            template = (
                "judged by the law of {date}, which is before the evidence was collected ({count} dossiers, the first "
                "on {seen}): the report says what that law would have made of what was seen later"
            )
            yield Message.of(template, date=self._day, count=self._count, seen=self._first)
