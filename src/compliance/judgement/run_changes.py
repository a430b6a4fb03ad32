"""Compare two reports: what changed on platforms, and what only because they were judged otherwise.

The same evidence judged by both laws tells the two apart: what it shows by the later law already is of the law.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome, Severity
from compliance.model.kept_run import KeptRun
from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.run_changes import (
    Cause,
    ChangedFinding,
    FindingChange,
    JudgedBy,
    LawChange,
    Move,
    RunChanges,
)
from compliance.model.stages import standing_of
from compliance.model.standing import StageState, Standing
from compliance.model.verdict import Finding, Ladder, SubjectReport, Verdict

_BLIND: Final = frozenset({Outcome.NOT_OBSERVED, Outcome.ERROR})
_NOWHERE: Final[Mapping[str, frozenset[str]]] = {}


def run_changes(
    before: Report,
    after: Report,
    since: KeptRun,
    *,
    between: Report | None = None,
    earlier: Mapping[str, frozenset[str]] = _NOWHERE,
) -> RunChanges:
    """Return what changed since the run `since`, whose report is `before`.

    `between` is the evidence of `before` judged by the law of `after`; without it changes are undecided where both
    laws differ. `earlier` holds by platform the fingerprints that were found in runs before `since`.
    """
    law = law_change(before, after, is_told_apart=between is not None)
    then, now = _by_id(before), _by_id(after)
    middle = _by_id(between) if between is not None else {}
    pairs = [
        PlatformPair(then[name], subject, middle.get(name), law is not None, earlier.get(name, frozenset()))
        for name, subject in now.items()
        if name in then
    ]
    return RunChanges(
        since=since,
        moves=tuple(move for pair in pairs for move in pair.moves()),
        findings=tuple(each for pair in pairs for each in pair.findings()),
        added=tuple(name for name in now if name not in then),
        left_out=tuple(name for name in then if name not in now),
        law=law,
    )


def law_change(before: Report, after: Report, *, is_told_apart: bool = False) -> LawChange | None:
    """Return how the law of two reports differs; None if both were judged alike."""
    requirements = _ids(before), _ids(after)
    rules = _rules(before), _rules(after)
    ends = _judged_by(before), _judged_by(after)
    if ends[0] == ends[1] and rules[0].keys() == rules[1].keys():
        return None
    return LawChange(
        *ends,
        requirements_added=_only(requirements[1], requirements[0]),
        requirements_removed=_only(requirements[0], requirements[1]),
        rules_added=_only(rules[1], rules[0]),
        rules_removed=_only(rules[0], rules[1]),
        is_told_apart=is_told_apart,
    )


def _judged_by(report: Report) -> JudgedBy:
    return JudgedBy(
        report.catalogue_version, report.catalogue_sha256, report.as_of, str(report.profile), report.tool_version
    )


def _ids(report: Report) -> dict[str, None]:
    return {requirement.id: None for requirement in report.requirements}


def _rules(report: Report) -> dict[str, None]:
    return {rule: None for subject in report.subjects for rule in subject.rules}


def _only(one: Mapping[str, None], other: Mapping[str, None]) -> tuple[str, ...]:
    return tuple(sorted(name for name in one if name not in other))


def _by_id(report: Report) -> dict[str, SubjectReport]:
    return {subject.id: subject for subject in report.subjects}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a platform stands."""

    rung: Rung | None
    standing: Standing

    @classmethod
    def of(cls, ladder: Ladder) -> "_Place":
        return cls(ladder.rung, standing_of(ladder))


class PlatformPair:
    """One platform in two runs, and what is found of it in the evidence of the first by the law of the second."""

    def __init__(
        self,
        before: SubjectReport,
        after: SubjectReport,
        between: SubjectReport | None,
        law_changed: bool,
        earlier: frozenset[str],
    ) -> None:
        self._before, self._after, self._between = before, after, between
        self._law_changed = law_changed
        self._earlier = earlier
        self._rules_then = {verdict.rule: verdict for verdict in before.verdicts}
        self._rules_now = {verdict.rule: verdict for verdict in after.verdicts}
        self._then, self._now = _findings(before), _findings(after)
        self._middle = _findings(between) if between is not None else {}
        self._rules_between = {verdict.rule for verdict in between.verdicts} if between is not None else set()

    def moves(self) -> Iterator[Move]:
        was, now = _Place.of(self._before.ladder), _Place.of(self._after.ladder)
        if was == now:
            return
        yield Move(
            self._after.id,
            was.rung,
            now.rung,
            was.standing,
            now.standing,
            self._cause_of_move(was, now),
            self._lost(was.rung, now.rung),
        )

    def _cause_of_move(self, was: _Place, now: _Place) -> Cause:
        if not self._law_changed:
            return Cause.PLATFORM
        if self._between is None:
            return Cause.UNDECIDED
        middle = _Place.of(self._between.ladder)
        return Cause.LAW if middle == now and middle != was else Cause.PLATFORM

    def _lost(self, was: Rung | None, now: Rung | None) -> StageState | None:
        """Return what is known of the lowest stage that was lost; None if none was."""
        if was is None or now is None or now.rank >= was.rank:
            return None
        return self._after.ladder.state_of(tuple(Rung)[now.rank + 1])

    def findings(self) -> Iterator[ChangedFinding]:
        for key, (verdict, finding) in self._now.items():
            if key in self._then:
                yield self._known(verdict.rule, finding, self._then[key][1])
            else:
                yield self._come(verdict.rule, finding)
        for key, (verdict, finding) in self._then.items():
            if key not in self._now:
                yield self._gone(verdict.rule, finding)

    def _known(self, rule: str, finding: Finding, then: Finding) -> ChangedFinding:
        cause = Cause.PLATFORM
        if then.severity is not finding.severity:
            cause = self._cause(rule, is_of_law=self._weight_between(rule, finding) is finding.severity)
        return ChangedFinding(FindingChange.KNOWN, cause, self._after.id, rule, finding, then.severity)

    def _weight_between(self, rule: str, finding: Finding) -> Severity | None:
        found = self._middle.get((rule, finding.fingerprint))
        return found[1].severity if found is not None else None

    def _come(self, rule: str, finding: Finding) -> ChangedFinding:
        then = self._rules_then.get(rule)
        is_blind = then is not None and _is_blind(then)
        is_back = finding.fingerprint in self._earlier and not is_blind
        cause = self._cause(rule, is_of_law=(rule, finding.fingerprint) in self._middle)
        if then is None:
            cause = Cause.LAW
        change = FindingChange.BACK if is_back else FindingChange.NEW
        return ChangedFinding(change, cause, self._after.id, rule, finding, is_first_look=is_blind)

    def _gone(self, rule: str, finding: Finding) -> ChangedFinding:
        now = self._rules_now.get(rule)
        if now is None:
            return ChangedFinding(FindingChange.DROPPED, Cause.LAW, self._after.id, rule, finding, finding.severity)
        change = FindingChange.MENDED
        if _is_blind(now):
            change = FindingChange.UNSEEN
        elif now.outcome is Outcome.NOT_APPLICABLE:
            change = FindingChange.DROPPED
        cause = self._cause(rule, is_of_law=(rule, finding.fingerprint) not in self._middle)
        return ChangedFinding(change, cause, self._after.id, rule, finding, finding.severity)

    def _cause(self, rule: str, *, is_of_law: bool) -> Cause:
        """Return the cause of a change; `is_of_law` says what the evidence judged by both laws tells."""
        if not self._law_changed:
            return Cause.PLATFORM
        if rule not in self._rules_between:
            return Cause.UNDECIDED
        return Cause.LAW if is_of_law else Cause.PLATFORM


def _is_blind(verdict: Verdict) -> bool:
    """Return whether a rule could not look at everything, so that its silence on a place tells nothing."""
    return verdict.outcome in _BLIND or verdict.unseen > 0 or verdict.could_not_be_judged


def _findings(subject: SubjectReport) -> dict[tuple[str, str], tuple[Verdict, Finding]]:
    return {
        (verdict.rule, finding.fingerprint): (verdict, finding)
        for verdict in subject.verdicts
        for finding in verdict.findings
    }
