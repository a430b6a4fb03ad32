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


def stay_picture(stays: Sequence[PlatformStay], words: Translator) -> Picture | None:
    """Return the picture of the stages; None if there is only one run to show."""
    if len(stays) < _LEAST:
        return None
    first, last = stays[0], stays[-1]
    said = words(
        "Stage evidenced: {before} in the run of {first}, {after} in that of {last}.",
        before=figure(first.counts.stage),
        after=figure(last.counts.stage),
        first=labels.day(first.run.day, words),
        last=labels.day(last.run.day, words),
    )
    return picture(
        [("claimed", [stay.counts.claimed for stay in stays]), ("evidenced", [stay.counts.stage for stay in stays])],
        [labels.day(stay.run.day, words) for stay in stays],
        [(rank, str(rank)) for rank in range(_HIGHEST + 1)],
        said,
        height=190,
    )


def stay_rows(stays: Sequence[PlatformStay], visit: Visit) -> tuple[StayRow, ...]:
    """Return the last runs of a platform, the last one first."""
    return tuple(_row(stay, visit) for stay in reversed(stays[-_SHOWN:]))


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
