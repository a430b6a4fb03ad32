"""The platforms of an order judged from its history, one at a time; then its run is complete.

All are gone through twice: for what rules on several platforms together look at, and each for itself.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.actions import order as orders
from compliance.actions._approved import with_approved
from compliance.actions._evidence import Evidence
from compliance.actions._kept_changes import compared
from compliance.actions._patience import Patience
from compliance.actions._reporting import Judgement
from compliance.loading.collector import collector_paused, free_earlier_work
from compliance.model.brief import brief_of
from compliance.model.dataclass import replace
from compliance.model.dossier import Kind
from compliance.model.order import OrderState
from compliance.model.verdict import SubjectReport

if TYPE_CHECKING:
    from compliance.history.store import History
    from compliance.model.order import KeptOrder


def judge(history: "History", order: "KeptOrder", run: int, patiently: Patience) -> None:
    """Judge what was seen in the run of an order, keep what came of each platform, and complete it.

    Done again after an interruption it comes to the same.

    Raises:
        ActionError: by what it is to be judged cannot be read.
    """
    asked = orders.read(order.content).judging
    today = replace(asked, as_of=asked.day)  # because midnight may come meanwhile
    judging, notices = with_approved(today, history)
    if order.state is not OrderState.JUDGING:
        patiently(history.orders.judge, order.id, run)
    judgement = Judgement(judging, {Kind.PLATFORM})
    heads = _Heads()
    for subject in _judged(history, run, judgement, patiently):
        heads.add(subject)
    report = compared(judgement.report(heads.kept, notices), history, run, judging, patiently)
    patiently(history.finish, run, report)
    patiently(history.orders.complete, order.id, run)


def _judged(history: "History", run: int, judgement: Judgement, patiently: Patience) -> Iterator[SubjectReport]:
    """Yield what comes of each platform of a run, once it is kept."""
    evidence = Evidence(history, run, patiently)
    for slug, shares in evidence.shares(judgement).items():
        patiently.check()
        dossier = evidence.dossier(slug)
        with collector_paused():
            subject = judgement.judged(dossier, shares)
        patiently(history.keep_verdicts, run, subject, None)
        yield subject
        free_earlier_work()


class _Heads:
    """Briefs of as many platforms as tell what the row of a run holds: who looked, and all lists and rules."""

    def __init__(self) -> None:
        self._told: set[object] = set()
        self.kept: tuple[SubjectReport, ...] = ()

    def add(self, subject: SubjectReport) -> None:
        told = {("lists", subject.lists), ("rules", tuple(subject.rules)), ("seen", subject.inspection is not None)}
        if not told <= self._told:
            self._told |= told
            self.kept = (*self.kept, brief_of(subject))
