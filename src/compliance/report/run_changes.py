"""What changed since an earlier run, in the reader's words; changes of the law stand apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass, replace
from compliance.model.grades import Severity
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.run_changes import Cause, ChangedFinding, FindingChange, LawChange, Move, RunChanges
from compliance.model.standing import StageState
from compliance.model.text import Message, local_day
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.owners import figure
from compliance.report.sanitise import one_line

_NAMED: Final = 6
_RULES: Final = 8
_OF_PLATFORMS: Final = (Cause.PLATFORM, Cause.UNDECIDED)


class Mark(StrEnum):
    """What a line is of, as a sign that needs no colour."""

    UP = "▲"
    DOWN = "▼"
    FINDINGS = "+"
    OPEN = "?"
    LAW = "§"
    PLATFORMS = "·"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of the section."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The section on the first screen."""

    title: str
    lines: tuple[ChangeLine, ...]


def section(report: Report, words: Translator) -> ChangeSection | None:
    """Return what changed since the run that a report is compared with; None if it is compared with none."""
    changes = report.changes
    if changes is None:
        return None
    names = {subject.id: labels.name(subject, words) for subject in report.subjects}
    lines = tuple(_Lines(changes, names, words).all())
    nothing = ChangeLine(Mark.PLATFORMS, words("no change"))
    return ChangeSection(_title(changes.since, words), lines or (nothing,))


def with_marks(report: Report, context: ReportContext) -> ReportContext:
    """Return the context in which each finding that is new or back says so."""
    if report.changes is None:
        return context
    day = local_day(report.changes.since.begun)
    new, back = (
        Message.of("new since the run of {date}", date=day),
        Message.of("back: it was mended in the run of {date}", date=day),
    )
    said = {FindingChange.NEW: new, FindingChange.BACK: back}
    by_law = Message.of("new since the run of {date} by the law alone, not by a change of the platform", date=day)
    found = report.changes.of(*said)
    marks = {
        (each.subject, each.rule, each.finding.fingerprint): by_law if each.cause is Cause.LAW else said[each.change]
        for each in found
    }
    return replace(context, changes=marks)


def _title(since: KeptRun, words: Translator) -> str:
    day = labels.day(local_day(since.begun), words)
    return words("Since the run {number} of {date}", number=since.number, date=day)


class _Lines:
    """The lines of one comparison."""

    def __init__(self, changes: RunChanges, names: Mapping[str, str], words: Translator) -> None:
        self._changes, self._names, self._words = changes, names, words

    def all(self) -> Iterator[ChangeLine]:
        yield from self._moved()
        yield from self._exchanges()
        yield from self._findings()
        yield from self._not_compared()
        if self._changes.law is not None:
            yield from self._law(self._changes.law)

    def _moved(self) -> Iterator[ChangeLine]:
        words = self._words
        risen = [move for move in self._changes.risen if move.cause in _OF_PLATFORMS]
        fallen = [move for move in self._changes.fallen if move.cause in _OF_PLATFORMS]
        if risen:
            names = self._named([self._move(move) for move in risen])
            yield ChangeLine(Mark.UP, words("On a higher stage ({count}): {names}", count=len(risen), names=names))
        if fallen:
            names = self._named([self._move(move) for move in fallen])
            yield ChangeLine(Mark.DOWN, words("On a lower stage ({count}): {names}", count=len(fallen), names=names))

    def _move(self, move: Move) -> str:
        words, name = self._words, self._name(move.subject)
        steps = {"name": name, "was": figure(move.was), "now": figure(move.now)}
        reasons = {
            StageState.OLD: words("{name} ({was}→{now}, evidence too old)", **steps),
            StageState.UNSEEN: words("{name} ({was}→{now}, not observed this time)", **steps),
        }
        usual = words("{name} ({was}→{now})", **steps)
        return reasons.get(move.reason, usual) if move.reason is not None else usual

    def _exchanges(self) -> Iterator[ChangeLine]:
        words = self._words
        begun = [move for move in self._changes.newly_exchanging if move.cause in _OF_PLATFORMS]
        ended = [move for move in self._changes.no_longer_exchanging if move.cause in _OF_PLATFORMS]
        if begun:
            names = self._named([self._name(move.subject) for move in begun])
            text = words("Exchanging data by evidence now, not then ({count}): {names}", count=len(begun), names=names)
            yield ChangeLine(Mark.UP, text)
        if ended:
            names = self._named([self._name(move.subject) for move in ended])
            text = words("Exchanging data by evidence then, not now ({count}): {names}", count=len(ended), names=names)
            yield ChangeLine(Mark.DOWN, text)

    def _findings(self) -> Iterator[ChangeLine]:
        words = self._words
        new, back = self._own(FindingChange.NEW), self._own(FindingChange.BACK)
        mended, dropped = self._own(FindingChange.MENDED), self._own(FindingChange.DROPPED)
        if new or back or mended:
            yield ChangeLine(Mark.FINDINGS, self._told(new, back, mended))
        if first := sum(each.is_first_look for each in new):
            template = "Of the new findings, of rules that could not look at everything then: {count}"
            yield ChangeLine(Mark.OPEN, words(template, count=first))
        if unseen := list(self._changes.of(FindingChange.UNSEEN)):
            template = "Not found again where not everything could be looked at, so not known to be mended: {count}"
            yield ChangeLine(Mark.OPEN, words(template, count=len(unseen)))
        if dropped:
            yield ChangeLine(Mark.PLATFORMS, words("No longer applicable there: {count}", count=len(dropped)))

    def _told(
        self, new: Sequence[ChangedFinding], back: Sequence[ChangedFinding], mended: Sequence[ChangedFinding]
    ) -> str:
        words = self._words
        return words(
            "Findings: new {new} (platforms: {platforms}, failing: {failing}); back {back}; mended {mended}",
            new=len(new),
            platforms=len({each.subject for each in new}),
            failing=sum(each.severity is Severity.FAIL for each in new),
            back=len(back),
            mended=len(mended),
        )

    def _own(self, change: FindingChange) -> list[ChangedFinding]:
        return [each for each in self._changes.of(change) if each.cause in _OF_PLATFORMS]

    def _not_compared(self) -> Iterator[ChangeLine]:
        words, changes = self._words, self._changes
        if changes.added:
            names = self._named([self._name(each) for each in changes.added])
            text = words("Looked at now, not then ({count}): {names}", count=len(changes.added), names=names)
            yield ChangeLine(Mark.PLATFORMS, text)
        if changes.left_out:
            names = self._named([self._name(each) for each in changes.left_out])
            text = words("Looked at then, not now ({count}): {names}", count=len(changes.left_out), names=names)
            yield ChangeLine(Mark.PLATFORMS, text)

    def _law(self, law: LawChange) -> Iterator[ChangeLine]:
        for text in (*_judged_by(law, self._words), *self._by_law()):
            yield ChangeLine(Mark.LAW, text)

    def _by_law(self) -> Iterator[str]:
        words, changes = self._words, self._changes
        come = list(changes.of(FindingChange.NEW, FindingChange.BACK, cause=Cause.LAW))
        gone = list(changes.of(FindingChange.MENDED, FindingChange.DROPPED, cause=Cause.LAW))
        weighed = [each for each in changes.weighed_otherwise if each.cause is Cause.LAW]
        moved = [move for move in changes.moves if move.cause is Cause.LAW]
        if come or gone or weighed or moved:
            yield words(
                "By that alone, and not counted above: findings new {come}, gone {gone}, of another weight {weighed}; "
                "platforms on another stage or connection {moved}",
                come=len(come),
                gone=len(gone),
                weighed=len(weighed),
                moved=len(moved),
            )
        undecided = [each for each in changes.findings if each.cause is Cause.UNDECIDED]
        moves = [move for move in changes.moves if move.cause is Cause.UNDECIDED]
        if undecided or moves:
            yield words(
                "Not told apart from changes of the law, because the earlier evidence cannot be judged by the later "
                "one here: findings {findings}, platforms {platforms}",
                findings=len(undecided),
                platforms=len(moves),
            )

    def _name(self, subject: str) -> str:
        return one_line(self._names.get(subject, subject))

    def _named(self, names: Sequence[str]) -> str:
        return labels.some(names, _NAMED, self._words)


def _judged_by(law: LawChange, words: Translator) -> Iterator[str]:
    before, after = law.before, law.after
    if before.catalogue_sha256 != after.catalogue_sha256:
        yield words(
            "Catalogue of requirements {before} → {after}: added {added}, removed {removed}",
            before=before.catalogue_version,
            after=after.catalogue_version,
            added=len(law.requirements_added),
            removed=len(law.requirements_removed),
        )
    if before.as_of != after.as_of:
        days = labels.day(before.as_of, words), labels.day(after.as_of, words)
        yield words("Judged by the law of {before}, now of {after}", before=days[0], after=days[1])
    if before.profile != after.profile:
        ends = words.message(labels.profile(before.profile)), words.message(labels.profile(after.profile))
        yield words("Legal basis: {before}, now {after}", before=ends[0], after=ends[1])
    if before.tool_version != after.tool_version:
        ends = before.tool_version, after.tool_version
        yield words("Version of the checker: {before}, now {after}", before=ends[0], after=ends[1])
    if law.rules_added:
        yield words("Rules run now, not then: {rules}", rules=_some(law.rules_added, words))
    if law.rules_removed:
        yield words("Rules run then, not now: {rules}", rules=_some(law.rules_removed, words))


def _some(rules: Iterable[str], words: Translator) -> str:
    return labels.some(list(rules), _RULES, words, between=", ")
