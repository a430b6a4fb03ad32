"""Pictures of what changed from run to run, as numbers that SVG takes: solid is evidence, dashed is a claim."""

from collections.abc import Sequence
from typing import Final

from compliance.model.dataclass import dataclass

_TOP: Final = 14
_BOTTOM: Final = 26
_LEFT: Final = 34
_RIGHT: Final = 16
_ABOVE: Final = 7
_NARROWEST: Final = 340
_WIDE: Final = 760
_STEP: Final = 60.0
_LEAST_STEP: Final = 4.0
"""A few runs fit a phone, many a wide screen, and very many are scrolled."""
_OF_MARK: Final = 120
_MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place: a day below the picture, a number at its left. `side` is where on it the place is, for SVG."""

    x: float
    y: float
    text: str
    side: str = "start"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of values as a line: `points` as SVG writes them. Where a value is not known the line has a break."""

    kind: str
    points: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines over runs, with what stands below and at the left, and the first and last value of the line that is told.

    `said` tells the same in words.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    ends: tuple[Mark, ...]
    days: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    said: str


def picture(
    rows: Sequence[tuple[str, Sequence[int | None]]],
    days: Sequence[str],
    levels: Sequence[tuple[int, str]],
    said: str,
    *,
    told: str | None = None,
    height: int = 170,
) -> Picture:
    """Return the picture of some rows, each a kind with a value for each day.

    `levels` are the values that have a line across, the highest last, each with its word. `told` is the kind of which
    the first and the last value are written out, None if the levels tell them.
    """
    step = _step(len(days) - 1)
    width = round(_LEFT + _RIGHT + step * max(1, len(days) - 1))
    highest = max(1, levels[-1][0])

    def across(place: int) -> float:
        return round(_LEFT + step * place, 1) if len(days) > 1 else (_LEFT + width - _RIGHT) / 2

    def up(value: int) -> float:
        return round(_TOP + (height - _TOP - _BOTTOM) * (1 - value / highest), 1)

    return Picture(
        width=width,
        height=height,
        lines=tuple(
            _line(kind, [(across(n), up(v)) if v is not None else None for n, v in enumerate(values)])
            for kind, values in rows
        ),
        ends=tuple(
            Mark(across(n), up(value) - _ABOVE, str(value), _side(n, len(days)))
            for kind, values in rows
            for n in (0, len(values) - 1)
            if kind == told and (value := values[n]) is not None
        ),
        days=tuple(
            Mark(across(n), height - 8, days[n], _side(n, len(days)))
            for n in spread(len(days), max(2, width // _OF_MARK))
        ),
        levels=tuple(Mark(0, up(value), word) for value, word in levels),
        said=said,
    )


def _side(place: int, count: int) -> str:
    """Return how a word stands at its place, so that it ends within the picture."""
    if count == 1 or 0 < place < count - 1:
        return "middle"
    return "end" if place else "start"


def _step(steps: int) -> float:
    """Return how far one run stands from the next."""
    room = _LEFT + _RIGHT
    wide = min(max(_NARROWEST, room + _STEP * steps), _WIDE)
    return max(_LEAST_STEP, (wide - room) / max(1, steps))


def spread(count: int, most: int) -> list[int]:
    """Return at most so many places of a row, evenly spread, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return sorted({round(number * (count - 1) / (most - 1)) for number in range(most)})


def round_levels(highest: int) -> list[tuple[int, str]]:
    """Return round numbers from 0 to at least the highest value, for lines across."""
    step = next(each for each in _steps() if each * (_MOST_LINES - 1) >= highest)
    last = -(-highest // step) * step or step
    return [(value, str(value)) for value in range(0, last + 1, step)]


def _steps() -> "Sequence[int]":
    return [factor * 10**power for power in range(9) for factor in (1, 2, 5)]


def _line(kind: str, places: Sequence[tuple[float, float] | None]) -> Line:
    parts: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            parts.append([])
        else:
            parts[-1].append(place)
    points = tuple(" ".join(f"{x},{y}" for x, y in part) for part in parts if len(part) > 1)
    return Line(kind, points, tuple(part[0] for part in parts if len(part) == 1))
