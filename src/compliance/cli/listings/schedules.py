"""Schedules and what workers make of them: listed, added, removed, begun."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from compliance.actions import schedules
from compliance.actions.order import order_for
from compliance.actions.schedules import Schedule
from compliance.cli.given import targets
from compliance.cli.streams import write_out
from compliance.cli.tables import print_table
from compliance.history.place import HistoryPlace
from compliance.locale import Translator
from compliance.model.order import KeptOrder, OrderProgress
from compliance.options.settings import judging, network, reading
from compliance.report import run_words
from compliance.report.json_text import json_text

_UNKNOWN: Final = "-"


def write(options: Namespace, words: Translator) -> int:
    """Do what is asked for; returns the exit status."""
    place = options.history or HistoryPlace.usual()
    actions: Mapping[str, Callable[[Namespace, HistoryPlace, Translator], None]] = {
        "add": _add,
        "list": _list,
        "remove": _remove,
        "run": _run,
    }
    actions[options.action](options, place, words)
    return 0


def _add(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    order = order_for(
        targets(options, words),
        label=options.label or options.name,
        reading=reading(options),
        network=network(options),
        judging=judging(options),
    )
    schedules.add_schedule(Schedule(options.name, options.cron, order), history=place)
    template = "Workers repeat {name} from now on: `compliance worker --history {place}` starts one"
    print(words(template, name=options.name, place=place.shown))


def _remove(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    schedules.remove_schedule(options.name, history=place)
    print(words("Removed schedule: {name}", name=options.name))


def _run(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    order = schedules.start_scheduled(options.name, history=place)
    print(words("Asked for: {order}; `compliance schedule list` shows how far it is", order=order))


def _list(options: Namespace, place: HistoryPlace, words: Translator) -> None:
    kept, asked = schedules.schedules(place), schedules.asked_orders(place)
    if options.format == "json":
        plain = {
            "schedules": [{"name": each.name, "cron": each.cron, "added": each.added.isoformat()} for each in kept],
            "orders": [_plain(order, progress) for order, progress in asked],
        }
        write_out(json_text(plain), words)
        return
    headings = (words("Schedule"), words("Times"), words("Added"))
    rows = [(each.name, each.cron, run_words.moment(each.added, words)) for each in kept]
    print_table(headings, rows, words("Schedules in {place}: {count}", place=place.shown, count=len(rows)))
    columns = (
        words("Asked for"),
        words("Schedule"),
        words("Run"),
        words("State"),
        words("Looked at"),
        words("Judged"),
        words("Not possible to look at"),
    )
    told = list(_rows(asked, words))
    print_table(columns, told, words("Audits of the last seven days: {count}", count=len(told)))


def _rows(asked: tuple[tuple[KeptOrder, OrderProgress], ...], words: Translator) -> Iterator[tuple[str, ...]]:
    for order, progress in asked:
        state = run_words.order_state(order.state, words)
        if order.problem is not None:
            state = words("{state}: {problem}", state=state, problem=words.message(order.problem))
        yield (
            run_words.moment(order.asked, words),
            order.schedule or _UNKNOWN,
            _UNKNOWN if order.run is None else str(order.run),
            state,
            f"{progress.looked_at}/{progress.planned}",
            str(progress.judged),
            str(progress.failed),
        )


def _plain(order: KeptOrder, progress: OrderProgress) -> dict[str, object]:
    return {
        "name": order.id,
        "schedule": order.schedule,
        "asked": order.asked.isoformat(),
        "state": order.state.value,
        "run": order.run,
        "planned": progress.planned,
        "looked_at": progress.looked_at,
        "judged": progress.judged,
        "failed": progress.failed,
        "problem": None if order.problem is None else str(order.problem),
    }
