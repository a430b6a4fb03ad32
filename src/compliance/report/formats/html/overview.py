"""The first screen: the stages with their bars, and the owners with a cell for each platform."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.stages import standing_of
from compliance.model.standing import Standing
from compliance.model.verdict import SubjectReport
from compliance.report import owners, stages
from compliance.report.addresses import anchor
from compliance.report.context import ReportContext

_MOST_CELLS: Final = 40
_PATTERNS: Final = {
    Standing.EXCHANGING: "solid",
    Standing.EXCHANGING_ELSEWHERE: "solid",
    Standing.EXCHANGING_UNNAMED: "solid",
    Standing.ANSWERED: "hatched",
    Standing.REGISTERED: "hatched",
    Standing.CLAIMED: "hatched",
    Standing.NOT_IN_USE: "plain",
    Standing.UNKNOWN: "dashed",
    Standing.INTERMEDIARY: "plain",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: what it shows, and where it begins and how long it is in hundredths of the bar."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """A stage with its counts, and the bar that repeats them."""

    stage: stages.StageRow
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One platform in the row of its owner: how it is connected, and the stage that is evidenced."""

    pattern: str
    figure: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """An owner with a cell for each platform; `said` tells them in words. Very many platforms have no cells.

    `href` is empty where no other page tells the owner.
    """

    owner: owners.OwnerRow
    key: str
    cells: tuple[Cell, ...]
    said: str
    href: str


def bar_rows(rows: Sequence[stages.StageRow], platforms: int) -> tuple[BarRow, ...]:
    """Return the stages from the highest, each with its bar."""
    return tuple(BarRow(row, tuple(_bar(row, platforms))) for row in rows)


def _bar(row: stages.StageRow, platforms: int) -> Iterator[Segment]:
    counts, start = row.counts, 0
    parts = ((f"s{row.number}", counts.evidenced), ("claimed", counts.claimed), ("undecided", counts.undecided))
    for kind, number in parts:
        if number:
            yield Segment(kind, _share(start, platforms), _share(number, platforms))
        start += number


def _share(number: int, platforms: int) -> str:
    return f"{100 * number / platforms:.2f}%"


def cell_rows(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[CellRow, ...]:
    """Return the owners by the work that is left, each with its cells."""
    return tuple(_cell_row(row, context) for row in owners.owner_rows(platforms, context.words))


def owner_key(subject: SubjectReport, words: Translator) -> str:
    """Return the anchor of the owner of a platform."""
    return anchor("owner", " ".join(filter(None, owners.owner_of(subject, words))))


def _cell_row(row: owners.OwnerRow, context: ReportContext) -> CellRow:
    words = context.words
    return CellRow(
        owner=row,
        key=owner_key(row.platforms[0], words),
        cells=tuple(map(_cell, row.platforms)) if len(row.platforms) <= _MOST_CELLS else (),
        said=", ".join(f"{count} {stages.standing(standing, words)}" for standing, count in row.by_standing),
        href=context.addresses.owner(row.platforms[0]),
    )


def _cell(subject: SubjectReport) -> Cell:
    return Cell(_PATTERNS[standing_of(subject.ladder)], owners.figure(subject.ladder.rung))
