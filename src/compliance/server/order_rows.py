"""Schedules and the audits that workers were asked for, in the reader's words."""

from collections.abc import Iterable

from compliance.model.dataclass import dataclass
from compliance.model.order import KeptOrder, KeptSchedule, OrderProgress
from compliance.report import run_words
from compliance.server.visit import Visit


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An audit that was asked for. `run` is empty before it has one; `problem` unless it failed."""

    asked: str
    schedule: str
    state: str
    is_over: bool
    run: str
    looked: str
    judged: int
    failed: int
    problem: str


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """An audit that is repeated; it cannot be begun anew while the last one is going on."""

    name: str
    cron: str
    added: str
    is_idle: bool


def order_rows(asked: Iterable[tuple[KeptOrder, OrderProgress]], visit: Visit) -> tuple[OrderRow, ...]:
    """Return the audits that were asked for, the last one first."""
    return tuple(reversed([_order(order, progress, visit) for order, progress in asked]))


def _order(order: KeptOrder, progress: OrderProgress, visit: Visit) -> OrderRow:
    words = visit.words
    return OrderRow(
        asked=run_words.moment(order.asked, words),
        schedule=order.schedule or "",
        state=run_words.order_state(order.state, words),
        is_over=order.state.is_over,
        run="" if order.run is None else str(order.run),
        looked=words("{done} of {platforms}", done=progress.looked_at, platforms=progress.planned),
        judged=progress.judged,
        failed=progress.failed,
        problem="" if order.problem is None else words.message(order.problem),
    )


def schedule_rows(
    kept: Iterable[KeptSchedule], asked: Iterable[tuple[KeptOrder, OrderProgress]], visit: Visit
) -> tuple[ScheduleRow, ...]:
    """Return the schedules by their names."""
    busy = {order.schedule for order, _ in asked if not order.state.is_over}
    return tuple(
        ScheduleRow(each.name, each.cron, run_words.moment(each.added, visit.words), each.name not in busy)
        for each in kept
    )
