"""What changed since an earlier run, told platform by platform from the history: no report is read whole."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from compliance.actions._comparing_runs import by_law_of, has_causes
from compliance.actions._evidence import Evidence
from compliance.actions._kept_audit import last_like
from compliance.actions._patience import Doing, Patience
from compliance.actions._reporting import Judgement
from compliance.actions.errors import ActionError
from compliance.actions.settings import Judging
from compliance.history.errors import KeptUnreadable, NoSuchRun
from compliance.judgement.run_changes import PlatformPair, law_change
from compliance.loading.collector import collector_paused, free_earlier_work
from compliance.loading.errors import LoadError
from compliance.model.dataclass import replace
from compliance.model.dossier import Kind
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.run_changes import ChangedFinding, LawChange, Move, RunChanges
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport

if TYPE_CHECKING:
    from compliance.history.store import History

Between = Callable[[str], SubjectReport | None]
"""What the earlier evidence on a platform comes to by the later law; None if that is not known."""


def compared(report: Report, history: "History", run: int, judging: Judging, patiently: Patience) -> Report:
    """Return the report with what changed since the last run like it, or with why that could not be told.

    The platforms of the run are kept; the report has as many of them as tell its rules.
    """
    runs = patiently(history.runs)
    own = next(each for each in runs if each.number == run)
    since = last_like(runs, own, is_simulated=report.is_simulated)
    if since is None:
        return report
    try:
        return replace(report, changes=changes_between(report, history, run, since, judging, patiently))
    except (KeptUnreadable, NoSuchRun) as error:
        template = "what changed since the last run could not be told: {problem}"
        return replace(report, notices=(*report.notices, Message.of(template, problem=error.message)))


def changes_between(
    report: Report, history: "History", run: int, since: KeptRun, judging: Judging, patiently: Doing
) -> RunChanges:
    """Return what changed in a run since an earlier one; of findings what is as it was is left out.

    `report` says by what the run was judged: it has its platforms, or as many as tell its rules, also in brief. Only
    platforms of which something differs are read. Raises as `History` does.
    """
    before = patiently(history.overview, since)
    then = tuple(subject.id for subject in before.subjects)
    law = law_change(before, report)
    del before
    comparing = _Comparing(history, run, since, then, patiently)
    changes = comparing.changes(law, None)
    if law is None or not has_causes(changes):
        return changes
    again = by_law_of(report, judging)
    if again is None:
        return changes
    try:
        between = _judged_again(history, since, again, patiently)
    except (LoadError, ActionError):
        return changes
    return comparing.changes(replace(law, is_told_apart=True), between)


def _judged_again(history: "History", since: KeptRun, judging: Judging, patiently: Doing) -> Between:
    """Return what judges the evidence of a run by another law, platform by platform."""
    judgement = Judgement(judging, {Kind.PLATFORM})
    evidence = Evidence(history, since.number, patiently)
    shares = evidence.shares(judgement)

    def judged(slug: str) -> SubjectReport | None:
        if slug not in shares:
            return None
        dossier = evidence.dossier(slug)
        with collector_paused():
            return judgement.judged(dossier, shares[slug])

    return judged


class _Comparing:
    """Two runs side by side."""

    def __init__(self, history: "History", run: int, since: KeptRun, then: tuple[str, ...], patiently: Doing) -> None:
        self._history = history
        self._run = run
        self._since = since
        self._then = then
        self._now = patiently(history.orders.slugs, run)
        self._differing = patiently(history.differing, run, since.number)
        self._earlier = patiently(history.found_before, since.number)
        self._patiently = patiently

    def changes(self, law: LawChange | None, between: Between | None) -> RunChanges:
        """Return what changed; what is as it was is left out."""
        moves: list[Move] = []
        findings: list[ChangedFinding] = []
        both = frozenset(self._then)
        for slug in self._differing:
            pair = self._pair(slug, law, between)
            if pair is not None:
                moves.extend(pair.moves())
                findings.extend(each for each in pair.findings() if not each.is_unchanged)
            free_earlier_work()
        present = frozenset(self._now)
        return RunChanges(
            since=self._since,
            moves=tuple(moves),
            findings=tuple(findings),
            added=tuple(slug for slug in self._now if slug not in both),
            left_out=tuple(slug for slug in self._then if slug not in present),
            law=law,
        )

    def _pair(self, slug: str, law: LawChange | None, between: Between | None) -> PlatformPair | None:
        self._patiently.check()
        before = self._patiently(self._history.platform, self._since.number, slug)
        after = self._patiently(self._history.platform, self._run, slug)
        if before is None or after is None:
            return None
        middle = between(slug) if between is not None else None
        return PlatformPair(before, after, middle, law is not None, self._earlier.get(slug, frozenset()))
