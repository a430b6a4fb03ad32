"""The owners with their platforms: who has most work left, in which order every format tells them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.finding_counts import finding_counts
from compliance.model.ladder import Rung
from compliance.model.stages import counted_platforms, intermediaries, standing_of
from compliance.model.standing import Standing
from compliance.model.subject_counts import FindingCounts
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting


@dataclass(frozen=True, slots=True)
class Total:
    """Platforms, those of them that are left because no exchange is evidenced, and their findings."""

    left: int
    platforms: int
    findings: FindingCounts


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner with its platforms, those first that are connected best."""

    name: str
    code: str | None
    platforms: tuple[SubjectReport, ...]
    total: Total

    @property
    def by_standing(self) -> Iterator[tuple[Standing, int]]:
        """All ways in which its platforms are connected, each with their number."""
        for standing, group in groupby(self.platforms, key=_standing):
            yield standing, sum(1 for _ in group)


def owner_rows(platforms: Sequence[SubjectReport], words: Translator) -> tuple[OwnerRow, ...]:
    """Return the owners by the work that is left, then by stages missing, then by name."""
    return owners_of(counted_platforms(platforms), words)


def owners_of(platforms: Sequence[SubjectReport], words: Translator) -> tuple[OwnerRow, ...]:
    """Return the owners in the same order, each with all of these platforms that it owns, intermediaries too."""
    groups = [
        tuple(group)
        for _, group in groupby(sorting.ordered(platforms, words), key=lambda subject: owner_of(subject, words))
    ]
    ordered = sorted(groups, key=lambda group: (-_left(group), -_missing(group)))  # which keeps the order of names
    return tuple(_owner_row(group, words) for group in ordered)


def owner_of(subject: SubjectReport, words: Translator) -> tuple[str, str | None]:
    """Return the name of the owner and its code."""
    return labels.owner(subject, words), subject.owner_code


def total(platforms: Sequence[SubjectReport]) -> Total:
    """Count over the platforms of one owner, or of several."""
    return Total(_left(platforms), len(platforms), finding_counts(platforms))


def told_apart(platforms: Sequence[SubjectReport], words: Translator) -> str:
    """Return how many findings are at intermediaries, which the table of owners counts apart; empty if none are."""
    count = finding_counts(intermediaries(platforms)).places
    template = "Of these, at intermediaries, which the table of owners counts apart: {count}"
    return words(template, count=count) if count else ""


def figure(rung: Rung | None) -> str:
    """Return the number of a stage; a question mark where it is not decided."""
    return "?" if rung is None else str(rung.rank)


def _owner_row(group: Sequence[SubjectReport], words: Translator) -> OwnerRow:
    name, code = owner_of(group[0], words)
    in_order = sorted(group, key=lambda each: (tuple(Standing).index(_standing(each)), -_rank(each)))
    return OwnerRow(name, code if code != name else None, tuple(in_order), total(group))


def _left(group: Sequence[SubjectReport]) -> int:
    return sum(not each.is_exchanging and each is not Standing.INTERMEDIARY for each in map(_standing, group))


def _missing(group: Sequence[SubjectReport]) -> int:
    return sum(Rung.EXCHANGING.rank - _rank(each) for each in group)


def _rank(subject: SubjectReport) -> int:
    return (subject.ladder.rung or Rung.NONE).rank


def _standing(subject: SubjectReport) -> Standing:
    return standing_of(subject.ladder)
