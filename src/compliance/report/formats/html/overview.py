"""The first screen: the stages with their bars, and the owners with a cell for each platform."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.finding_counts import FindingCounts, finding_counts
from compliance.model.ladder import Rung
from compliance.model.stages import standing_of
from compliance.model.standing import Standing
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting, stages
from compliance.report.formats.html.links import anchor

_MOST_CELLS: Final = 40
_PATTERNS: Final = {
    Standing.EXCHANGING: "solid",
    Standing.EXCHANGING_ELSEWHERE: "solid",
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
class Total:
    """Platforms, those of them that are left because no exchange is evidenced, and their findings."""

    left: int
    platforms: int
    findings: FindingCounts


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner with its platforms; `said` tells the cells in words. There are no cells for very many platforms."""

    key: str
    name: str
    code: str | None
    cells: tuple[Cell, ...]
    said: str
    total: Total


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


def owner_rows(platforms: Sequence[SubjectReport], words: Translator) -> tuple[OwnerRow, ...]:
    """Return the owners by the work that is left, then by stages missing, then by name."""
    by_owner = groupby(sorting.ordered(platforms, words), key=lambda subject: _owner(subject, words))
    groups = [(owner, tuple(group)) for owner, group in by_owner]
    rows = [(_missing(group), _owner_row(owner, group, words)) for owner, group in groups]
    ordered = sorted(rows, key=lambda row: (-row[1].total.left, -row[0]))  # because sorting keeps the order of names
    return tuple(row for _, row in ordered)


def owner_key(subject: SubjectReport, words: Translator) -> str:
    """Return the anchor of the owner of a platform."""
    return anchor("owner", " ".join(filter(None, _owner(subject, words))))


def figure(rung: Rung | None) -> str:
    """Return the number of a stage; a question mark where it is not decided."""
    return "?" if rung is None else str(rung.rank)


def _owner(subject: SubjectReport, words: Translator) -> tuple[str, str | None]:
    return labels.owner(subject, words), subject.owner_code


def _missing(group: Sequence[SubjectReport]) -> int:
    return sum(Rung.EXCHANGING.rank - (each.ladder.rung or Rung.NONE).rank for each in group)


def _owner_row(owner: tuple[str, str | None], group: Sequence[SubjectReport], words: Translator) -> OwnerRow:
    name, code = owner
    cells = sorted(group, key=lambda each: (_place(each), -(each.ladder.rung or Rung.NONE).rank))
    return OwnerRow(
        key=owner_key(group[0], words),
        name=name,
        code=code if code != name else None,
        cells=tuple(map(_cell, cells)) if len(cells) <= _MOST_CELLS else (),
        said=_said(cells, words),
        total=total(group),
    )


def total(platforms: Sequence[SubjectReport]) -> Total:
    """Count over the platforms of one owner, or of all."""
    standings = [standing_of(each.ladder) for each in platforms]
    left = sum(not each.is_exchanging and each is not Standing.INTERMEDIARY for each in standings)
    return Total(left, len(platforms), finding_counts(platforms))


def _cell(subject: SubjectReport) -> Cell:
    return Cell(_PATTERNS[standing_of(subject.ladder)], figure(subject.ladder.rung))


def _said(cells: Sequence[SubjectReport], words: Translator) -> str:
    """Return how many platforms are connected in which way."""
    groups = groupby(cells, key=lambda each: standing_of(each.ladder))
    counted = ((standing, sum(1 for _ in group)) for standing, group in groups)
    return ", ".join(f"{count} {stages.standing(standing, words)}" for standing, count in counted)


def _place(subject: SubjectReport) -> int:
    return tuple(Standing).index(standing_of(subject.ladder))
