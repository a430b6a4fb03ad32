"""Systems and the listed platforms that they are like, in the reader's words."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.overlap import Advice, Overlaps
from compliance.report.overlaps import advised, claim, limits, row_of


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """A system beside a listed platform that it is like; `score` is in hundredths."""

    system: str
    place: str
    listed: str
    score: int
    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class OverlapView:
    """What is said of a table of systems. `unread` says of rows that could not be read where they are, and why."""

    claim: str
    limits: tuple[str, ...]
    rows: tuple[OverlapRow, ...]
    unread: tuple[str, ...]


def overlap_view(found: Overlaps, words: Translator) -> OverlapView:
    """Return what a reader is shown."""
    return OverlapView(
        claim=claim(found, words),
        limits=tuple(limits(words)),
        rows=tuple(_rows(found, words)),
        unread=tuple(
            words("{place}: {problem}", place=row_of(at, words), problem=words.message(why)) for at, why in found.unread
        ),
    )


def _rows(found: Overlaps, words: Translator) -> Iterator[OverlapRow]:
    for each in found.alike:
        for overlap in each.overlaps:
            if overlap.advice is not Advice.OWN:
                yield OverlapRow(
                    system=each.system.name,
                    place=row_of(each.system.at, words),
                    listed=words.text(overlap.listed.name),
                    score=round(100 * overlap.score),
                    words=", ".join(overlap.words),
                    advice=advised(overlap, words),
                )
