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
    """The runs of one series, the last one first, and the picture of them. `earlier` counts those that are not told."""

    picture: Picture
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
    return Trend(_picture(rows, visit), tuple(reversed(rows))[:_SHOWN], max(0, len(rows) - _SHOWN))


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


def _picture(rows: Sequence[TrendRow], visit: Visit) -> Picture:
    first, last = rows[0], rows[-1]
    said = visit.words(
        "From {first} to {last}: exchanging data by evidence {before}, then {after}; platforms {all_before}, then "
        "{all_after}.",
        first=first.day,
        last=last.day,
        before=first.exchanging,
        after=last.exchanging,
        all_before=first.platforms,
        all_after=last.platforms,
    )
    return picture(
        [("all", [row.platforms for row in rows]), ("evidenced", [row.exchanging for row in rows])],
        [row.day for row in rows],
        round_levels(max(row.platforms for row in rows)),
        said,
    )
