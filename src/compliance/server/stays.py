"""Where one platform stood from run to run: solid is what its evidence reached, dashed what it claimed."""

from collections.abc import Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.ladder import Rung
from compliance.model.overview import PlatformStay
from compliance.model.standing import Standing
from compliance.report import labels, stages
from compliance.server.pictures import Picture, picture
from compliance.server.visit import Visit

_LEAST: Final = 2
_HIGHEST: Final = max(rung.rank for rung in Rung)
_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class StayRow:
    """One run of a platform in the reader's words; `href` leads to the platform in that run."""

    number: int
    day: str
    href: str
    stage: str
    claimed: str
    standing: str
    failing: int
    to_confirm: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Stays:
    """A platform from run to run: in a sentence, in a picture, and as rows, the last run first.

    `picture` is None where the platform stood and claimed the same in every run.
    """

    said: str
    picture: Picture | None
    rows: tuple[StayRow, ...]


def told_stays(stays: Sequence[PlatformStay], visit: Visit) -> Stays | None:
    """Return where a platform stood in the runs of one series; None if there is only one run to show."""
    if len(stays) < _LEAST:
        return None
    said = _said(stays[0], stays[-1], visit.words)
    moving = {(stay.counts.stage, stay.counts.claimed) for stay in stays}
    return Stays(
        said=said,
        picture=_picture(stays, said, visit.words) if len(moving) > 1 else None,
        rows=tuple(_row(stay, visit) for stay in reversed(stays[-_SHOWN:])),
    )


def _said(first: PlatformStay, last: PlatformStay, words: Translator) -> str:
    return words(
        "Stage evidenced: {before} in the run {first} of {first_day}, {after} in the run {last} of {last_day}.",
        before=figure(first.counts.stage),
        after=figure(last.counts.stage),
        first=first.run.number,
        first_day=labels.day(first.run.day, words),
        last=last.run.number,
        last_day=labels.day(last.run.day, words),
    )


def _picture(stays: Sequence[PlatformStay], said: str, words: Translator) -> Picture:
    return picture(
        [("claimed", [stay.counts.claimed for stay in stays]), ("evidenced", [stay.counts.stage for stay in stays])],
        [f"{stay.run.number} · {labels.day(stay.run.day, words)}" for stay in stays],
        [(rank, str(rank)) for rank in range(_HIGHEST + 1)],
        said,
        height=190,
    )


def _row(stay: PlatformStay, visit: Visit) -> StayRow:
    counts, words = stay.counts, visit.words
    return StayRow(
        number=stay.run.number,
        day=labels.day(stay.run.day, words),
        href=visit.in_run(stay.run.number).subject(counts.slug),
        stage=figure(counts.stage),
        claimed=figure(counts.claimed) if counts.claimed is not None else "",
        standing=labels.sentence_case(stages.standing(Standing(counts.standing), words)),
        failing=counts.failing,
        to_confirm=counts.to_confirm,
        warnings=counts.warnings,
    )


def figure(stage: int | None) -> str:
    """Return the number of a stage; a question mark where it is not decided."""
    return "?" if stage is None else str(stage)
