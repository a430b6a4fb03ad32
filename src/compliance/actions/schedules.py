"""Audits that workers carry out: repeated by a schedule, or asked for at once. Nothing here waits for them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from compliance.actions import order as orders
from compliance.actions._given import Given
from compliance.actions._histories import history_of, in_words, unprepared_history
from compliance.actions.errors import UsageError
from compliance.actions.extras import needs_extra
from compliance.actions.kept_runs import Place, place_of
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.history.runs import now
from compliance.model.dataclass import dataclass
from compliance.model.order import KeptOrder, KeptSchedule, OrderProgress
from compliance.model.text import Message

if TYPE_CHECKING:
    from compliance.history.store import History

_READING: Final = Reading()
_NETWORK: Final = NetworkSettings()
_JUDGING: Final = Judging()
_LONGEST: Final = 100
_SHOWN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Schedule:
    """An audit that is repeated: under which name, when (five fields of cron, in the time of Viet Nam), and what."""

    name: str
    cron: str
    order: orders.Order


def start_run(
    *targets: Given,
    history: Place,
    label: str | None = None,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    judging: Judging = _JUDGING,
) -> str:
    """Ask for an audit that a worker begins as soon as one is free, and return the name of the order.

        name = compliance.start_run("an-toan", history="history.sqlite", label="monthly")
        print(compliance.order_progress(name, history="history.sqlite").state)

    Raises:
        UsageError: nothing is named that a worker could look at, or the place is no history.
        InputError: the history cannot be reached.
    """
    order = orders.order_for(targets, label=label, reading=reading, network=network, judging=judging)
    with _made(history) as opened:
        return _asked(opened, orders.written(order), None)


def start_scheduled(name: str, *, history: Place) -> str:
    """Ask for the audit of a schedule at once, and return the name of the order.

    Raises:
        UsageError: there is no such schedule, or the place is no history.
        InputError: the history cannot be reached.
    """
    with history_of(place_of(history)) as opened:
        found = next((each for each in opened.orders.schedules() if each.name == name), None)
        if found is None:
            raise _no_schedule(name, opened.orders.schedules())
        return _asked(opened, found.content, name)


def _asked(history: "History", content: str, schedule: str | None) -> str:
    name = f"asked-{uuid4().hex}"
    history.orders.add(name, content, schedule)
    return name


def order_progress(name: str | int, *, history: Place) -> OrderProgress:
    """Return how far an order came, by its name or by the number of its run.

    Raises:
        UsageError: there is no such order, or the place is no history.
        InputError: the history cannot be reached.
    """
    with history_of(place_of(history)) as opened:
        found = opened.orders.of_run(name) if isinstance(name, int) else opened.orders.find(name)
        if found is None:
            raise UsageError(Message.of("no worker was asked for {name}", name=str(name)[:80]))
        return _progress(opened, found)


def _progress(history: "History", order: KeptOrder) -> OrderProgress:
    if order.run is None:
        return OrderProgress(order.state, None, 0, 0, 0, 0, order.problem)
    counts = history.orders.counts(order.run)
    judged, failed = counts.get("judged", 0), counts.get("failed", 0)
    return OrderProgress(
        state=order.state,
        run=order.run,
        planned=sum(counts.values()),
        looked_at=counts.get("looked", 0) + judged + failed,
        judged=judged,
        failed=order.failed or failed,
        problem=order.problem,
    )


def asked_orders(history: Place) -> tuple[tuple[KeptOrder, OrderProgress], ...]:
    """Return the orders that are not over, and those of the last seven days, each with how far it came.

    Raises as `order_progress` does.
    """
    with history_of(place_of(history)) as opened:
        listed = opened.orders.listed(since=now() - _SHOWN)
        return tuple((each, _progress(opened, each)) for each in listed)


def add_schedule(schedule: Schedule, *, history: Place) -> None:
    """Keep a schedule, by which workers audit from then on; a new history is made where there is none.

    Raises:
        UsageError: the times are not understood, there is a schedule of that name, or the place is no history.
        InputError: the history cannot be reached.
    """
    _refuse_name(schedule.name)
    _refuse_times(schedule.cron)
    with _made(history) as opened:
        opened.orders.add_schedule(schedule.name, schedule.cron, orders.written(schedule.order))


def schedules(history: Place) -> tuple[KeptSchedule, ...]:
    """Return the schedules in a history by their names; raises as `order_progress` does."""
    with history_of(place_of(history)) as opened:
        return opened.orders.schedules()


def remove_schedule(name: str, *, history: Place) -> None:
    """Remove a schedule; what it began goes on. Raises `UsageError` if there is none of that name."""
    with history_of(place_of(history)) as opened:
        if not opened.orders.remove_schedule(name):
            raise _no_schedule(name, opened.orders.schedules())


@contextmanager
def _made(place: Place) -> "Iterator[History]":
    """Open a history, which is made where there is none."""
    with unprepared_history(place_of(place)) as opened, in_words():
        opened.prepare()
        yield opened


def _refuse_name(name: str) -> None:
    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        template = "a schedule has a name of 1 to {count} characters, and this is none: {name}"
        raise UsageError(Message.of(template, count=_LONGEST, name=repr(name[:80])))


def _refuse_times(cron: str) -> None:
    with needs_extra():
        from croniter import croniter  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types; few need it
    # without words such as @daily, so that all schedules look alike
    if len(cron.split()) not in {5, 6} or not croniter.is_valid(cron, second_at_beginning=True):
        template = (
            "{cron} says no times: five fields of cron are required, minute, hour, day of the month, month, day of the "
            "week, such as “0 2 * * *” for two o'clock each night"
        )
        raise UsageError(Message.of(template, cron=cron[:80] or "-"))


def _no_schedule(name: str, known: Sequence[KeptSchedule]) -> UsageError:
    names = ", ".join(each.name for each in known) or "-"
    return UsageError(Message.of("there is no schedule {name}; there are: {known}", name=name[:80], known=names))
