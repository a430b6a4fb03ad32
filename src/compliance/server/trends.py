"""How the platforms stood from run to run: the picture on the overview, and its numbers as a table."""

from collections.abc import Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.kept_run import KeptRun
from compliance.model.overview import RunCounts
from compliance.model.standing import Standing
from compliance.model.text import local_day
from compliance.report import labels
from compliance.server.pictures import Picture, picture, round_levels
from compliance.server.visit import Visit

_SHOWN: Final = 12
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One run in numbers; `href` leads to it."""

    number: int
    day: str
    href: str
    platforms: int
    exchanging: int
    claimed: int
    failing: int
    to_confirm: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The runs of one series, the last one first, and what came of them in a sentence.

    `picture` is None where every run has the same numbers. `earlier` counts the runs that are not told.
    """

    said: str
    picture: Picture | None
    rows: tuple[TrendRow, ...]
    earlier: int


def trend_picture(visit: Visit) -> Trend | None:
    """Return how the platforms stood in the runs like the one that is read, up to it; None if there is only one.

    Only who sees the platforms of all owners is shown numbers over all.
    """
    if not visit.identity.sees_all:
        return None
    series = {run.number: run for run in visit.series}
    found = [(series[counts.number], counts) for counts in visit.reader.trend() if counts.number in series]
    if len(found) < _LEAST:
        return None
    rows = tuple(_row(run, counts, visit) for run, counts in found)
    said = _said(rows, visit)
    return Trend(
        said=said,
        picture=_picture(rows, said) if _is_moving(rows) else None,
        rows=tuple(reversed(rows))[:_SHOWN],
        earlier=max(0, len(rows) - _SHOWN),
    )


def _is_moving(rows: Sequence[TrendRow]) -> bool:
    return len({(row.platforms, row.exchanging) for row in rows}) > 1


def _row(run: KeptRun, counts: RunCounts, visit: Visit) -> TrendRow:
    standings = {Standing(name): number for name, number in counts.standings.items()}
    return TrendRow(
        number=run.number,
        day=labels.day(local_day(run.begun), visit.words),
        href=visit.addresses.to(f"/runs/{run.number}"),
        platforms=counts.platforms - standings.get(Standing.INTERMEDIARY, 0),
        exchanging=sum(number for standing, number in standings.items() if standing.is_exchanging),
        claimed=standings.get(Standing.CLAIMED, 0),
        failing=counts.failing,
        to_confirm=counts.to_confirm,
    )


def _said(rows: Sequence[TrendRow], visit: Visit) -> str:
    first, last = rows[0], rows[-1]
    named: dict[str, int | str] = {
        "first": first.number,
        "first_day": first.day,
        "last": last.number,
        "last_day": last.day,
    }
    if not _is_moving(rows):
        return visit.words(
            "In every run from {first} of {first_day} to {last} of {last_day}: {count} of {platforms} platforms "
            "exchanging data, evidenced.",
            count=last.exchanging,
            platforms=last.platforms,
            **named,
        )
    return visit.words(
        "Exchanging data, evidenced: {before} of {all_before} platforms in the run {first} of {first_day}, {after} of "
        "{all_after} in the run {last} of {last_day}.",
        before=first.exchanging,
        after=last.exchanging,
        all_before=first.platforms,
        all_after=last.platforms,
        **named,
    )


def _picture(rows: Sequence[TrendRow], said: str) -> Picture:
    return picture(
        [("all", [row.platforms for row in rows]), ("evidenced", [row.exchanging for row in rows])],
        [f"{row.number} · {row.day}" for row in rows],
        round_levels(max(row.platforms for row in rows)),
        said,
        told="evidenced",
    )
