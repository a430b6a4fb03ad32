"""Dossiers to a report."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from compliance.actions._entries import chosen_confirmations, chosen_waivers
from compliance.actions._rules import chosen_rules
from compliance.actions.errors import NothingToJudge, UsageError
from compliance.actions.rule_list import rule_list
from compliance.actions.settings import Judging
from compliance.judgement.auditor import audit
from compliance.judgement.requirements import requirement_states
from compliance.judgement.subjects import can_hold
from compliance.loading.collector import collector_paused
from compliance.loading.facts.published import facts
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.facts import Facts
from compliance.model.listed_rule import ListedRule
from compliance.model.report import Report
from compliance.model.rule import Rule
from compliance.model.subject import kind_named
from compliance.model.text import Message, local_day
from compliance.model.verdict import SubjectReport
from compliance.model.version import VERSION
from compliance.rules import rule_in

if TYPE_CHECKING:  # because few runs have any
    from compliance.model.confirmation import Confirmation
    from compliance.model.due import DueItem
    from compliance.model.waiver import Waiver


def report_on(
    dossiers: Sequence[Dossier],
    judging: Judging,
    *,
    files: Sequence[Path | None] = (),
    notices: Sequence[Message] = (),
    load: Callable[[str], Rule] = rule_in,
) -> Report:
    """Return the report on these dossiers; `files` are those that they are kept in, in the same order.

    `load` imports the module of a rule; it is asked just before each rule that concerns something is run.
    """
    known = facts(judging.day)
    rulesets = _Rulesets(judging)
    needed = [rule for rule in chosen_rules(judging, rulesets.ids) if _may_find(rule, dossiers)]
    if not needed and not rulesets.are_chosen:
        raise NothingToJudge(Message.of("none of the chosen rules concerns what was given"))
    rules = [rule.awaited(load) for rule in needed]
    waivers, confirmations = chosen_waivers(judging, rulesets.ids), chosen_confirmations(judging)
    kept = [path.as_posix() if path else None for path in files or [None] * len(dossiers)]
    with collector_paused():
        judged = [
            replace(subject, dossier_file=file)
            for subject, file in zip(audit(dossiers, rules, known, judging.profile), kept, strict=True)
        ]
    judged, of_rulesets = rulesets.judge(judged, dossiers)
    subjects, of_people = _heard(judged, confirmations, waivers, judging.day)
    items, of_days = _due(dossiers, subjects, known, waivers, confirmations)
    return Report(
        tool_version=VERSION,
        catalogue_version=known.catalogue.version,
        catalogue_sha256=known.catalogue.sha256,
        as_of=judging.day,
        profile=judging.profile,
        is_simulated=any(dossier.is_simulated for dossier in dossiers),
        subjects=subjects,
        requirements=requirement_states(known.catalogue, rule_list(), subjects),
        notices=(*notices, *_earlier_law(dossiers, judging.day), *of_rulesets, *of_people, *of_days),
        due=items,
    )


def _due(
    dossiers: Sequence[Dossier],
    subjects: Sequence[SubjectReport],
    known: Facts,
    waivers: "Sequence[Waiver]",
    confirmations: "Sequence[Confirmation]",
) -> "tuple[tuple[DueItem, ...], tuple[Message, ...]]":
    """Return what is due, and notices; nothing is of documents on whose findings nobody wrote."""
    if not waivers and not confirmations and all(dossier.record is None for dossier in dossiers):
        return (), ()
    from compliance.judgement.due import due  # noqa: PLC0415 - because most documents have none

    return due(dossiers, subjects, known, waivers, confirmations)


class _Rulesets:
    """The rulesets that were given along: none in most runs, which load nothing for them."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self.ids: tuple[str, ...] = ()
        if judging.rulesets:
            self._read = _rulesets().read_rulesets(judging.rulesets)
            self.ids = _rulesets().rule_ids(self._read)

    @property
    def are_chosen(self) -> bool:
        """Whether a rule of theirs is run."""
        return any(_rulesets().is_chosen(rule, self._judging) for rule in self.ids)

    def judge(
        self, judged: list[SubjectReport], dossiers: Sequence[Dossier]
    ) -> tuple[list[SubjectReport], tuple[Message, ...]]:
        """Return the reports with their verdicts, and notices."""
        if not self._judging.rulesets:
            return judged, ()
        subjects, notices = _rulesets().with_rulesets(judged, dossiers, self._read, self._judging)
        return list(subjects), notices


def _rulesets() -> ModuleType:
    """Return what judges by rulesets; raises `UsageError` where a library that it needs is not installed."""
    try:
        from compliance.actions import _rulesets as found  # noqa: PLC0415 - because few runs have a ruleset
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "jsonpath":
            raise
        template = "rulesets need a library that is not installed; install it with: pip install 'ndxp-sdk[spectral]'"
        raise UsageError(Message.of(template)) from error
    return found


def _heard(
    judged: Sequence[SubjectReport], confirmations: "Sequence[Confirmation]", waivers: "Sequence[Waiver]", day: date
) -> tuple[tuple[SubjectReport, ...], tuple[Message, ...]]:
    """Return the reports with what people wrote on findings, and notices on what they wrote."""
    subjects, notices = tuple(judged), tuple[Message, ...]()
    if confirmations:
        from compliance.judgement.confirmations import confirm  # noqa: PLC0415 - because few runs have any

        subjects, notices = confirm(subjects, confirmations, day)
    if waivers:
        from compliance.judgement.waivers import waive  # noqa: PLC0415 - see above

        subjects, further = waive(subjects, waivers, day)
        notices = (*notices, *further)
    return subjects, notices


def _may_find(rule: ListedRule, dossiers: Sequence[Dossier]) -> bool:
    kind = kind_named(rule.subject)
    return any(can_hold(dossier.kind, kind) for dossier in dossiers)


def _earlier_law(dossiers: Sequence[Dossier], day: date) -> Iterator[Message]:
    """Yield that a law is asked for that was not the one of the day of the look, if one of before it is."""
    days = [local_day(dossier.collected_at) for dossier in dossiers if dossier.collected_at is not None]
    later = sorted(seen for seen in days if seen > day)
    if later:
        template = (
            "judged by the law of {date}, which is before the evidence was collected ({count} dossiers, the first on "
            "{seen}): the report says what that law would have made of what was seen later"
        )
        yield Message.of(template, date=day, count=len(later), seen=later[0])
