"""The platforms of an order judged from its history, one at a time; then its run is complete.

All are gone through twice: for what rules on several platforms together look at, and each for itself.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.actions import order as orders
from compliance.actions._judgement import Judgement
from compliance.actions._patience import Patience
from compliance.actions.ordered_look import read_dossier
from compliance.loading.collector import collector_paused, free_earlier_work
from compliance.loading.dossiers import fleet_member
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier, Kind
from compliance.model.verdict import Ladder, SubjectReport
from compliance.probes.sampled_read import was_answered, without_failures

if TYPE_CHECKING:
    from compliance.history.store import History
    from compliance.judgement.fleet import Shares
    from compliance.model.order import KeptOrder


def judge(history: "History", order: "KeptOrder", run: int, patiently: Patience) -> None:
    """Judge what was seen in the run of an order, keep what came of each platform, and complete it.

    Done again after an interruption it comes to the same.

    Raises:
        ActionError: by what it is to be judged cannot be read.
    """
    asked = orders.read(order.content).judging
    judging = replace(asked, as_of=asked.day)  # because midnight may come meanwhile
    patiently(history.orders.judge, order.id, run)
    judgement = Judgement(judging, {Kind.PLATFORM})
    heads = _Heads()
    for subject in _judged(history, run, judgement, patiently):
        heads.add(subject)
    report = judgement.report(heads.kept)
    patiently(history.finish, run, report)
    patiently(history.orders.complete, order.id)


def _judged(history: "History", run: int, judgement: Judgement, patiently: Patience) -> Iterator[SubjectReport]:
    """Yield what comes of each platform of a run, once it is kept."""
    evidence = Evidence(history, run, patiently)
    for slug, shares in zip(evidence.slugs, evidence.shares(judgement), strict=True):
        patiently.check()
        dossier = evidence.dossier(slug)
        with collector_paused():
            subject = judgement.judged(dossier, shares)
        patiently(history.keep_verdicts, run, subject, None)
        if dossier.record is None:
            patiently(history.orders.forget_dossier, run, slug)
        yield subject
        free_earlier_work()


class Evidence:
    """The evidence on the platforms of a run, of which no more than one is there at a time."""

    def __init__(self, history: "History", run: int, patiently: Patience) -> None:
        self._history = history
        self._run = run
        self._patiently = patiently
        self._was_answered = False
        self.slugs = patiently(history.orders.slugs, run)

    def shares(self, judgement: Judgement) -> "list[Shares]":
        """Return what rules on several platforms together say of each."""
        members = []
        for slug in self.slugs:
            self._patiently.check()
            manifest, files = self._patiently(self._history.orders.dossier, self._run, slug)
            member, seen = fleet_member(slug, manifest, files)
            self._was_answered = self._was_answered or was_answered(seen)
            members.append(member)
        return list(judgement.shares(members))

    def dossier(self, slug: str) -> Dossier:
        """Return the evidence on one; where nobody answered at all, failures in it are none, as in any look."""
        found = read_dossier(self._history, self._run, slug, self._patiently)
        if self._was_answered:
            return found
        return replace(found, observations=without_failures(found.observations))


class _Heads:
    """As much of the reports on platforms as the row of a run is made of: who looked, and on which lists they stand."""

    def __init__(self) -> None:
        self._has_inspection = False
        self._lists: set[tuple[str, ...]] = set()
        self.kept: tuple[SubjectReport, ...] = ()

    def add(self, subject: SubjectReport) -> None:
        is_first = subject.inspection is not None and not self._has_inspection
        if is_first or subject.lists not in self._lists:
            self._has_inspection = self._has_inspection or is_first
            self._lists.add(subject.lists)
            bare = Ladder(rung=None, claimed=None)
            self.kept = (*self.kept, replace(subject, verdicts=(), ladder=bare, looks=(), sources=(), gaps=()))
