"""The rows of a long table, under a heading for each way of connection where they stand in that order."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from compliance.model.dataclass import dataclass
from compliance.model.stages import standing_of
from compliance.model.verdict import SubjectReport
from compliance.report import labels, stages
from compliance.report.context import ReportContext
from compliance.report.formats.html.rows import PlatformRow, platform_row


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """Platforms that are connected in one way. `heading` ends with their number; it is empty in another order."""

    heading: str
    rows: tuple[PlatformRow, ...]


def by_connection(
    shown: Sequence[SubjectReport], found: Sequence[SubjectReport], context: ReportContext
) -> tuple[ListedGroup, ...]:
    """Return a page of the table; the headings count all that were found, also those on other pages."""
    counts, words = Counter(standing_of(each.ladder) for each in found), context.words
    return tuple(
        ListedGroup(
            heading=words(
                "{name}: {count}",
                name=labels.sentence_case(stages.standing(standing, words)),
                count=counts[standing],
            ),
            rows=_rows(tuple(group), context),
        )
        for standing, group in groupby(shown, key=lambda each: standing_of(each.ladder))
    )


def ungrouped(shown: Sequence[SubjectReport], context: ReportContext) -> tuple[ListedGroup, ...]:
    """Return a page of the table in the order that it has."""
    return (ListedGroup("", _rows(shown, context)),) if shown else ()


def _rows(subjects: Sequence[SubjectReport], context: ReportContext) -> tuple[PlatformRow, ...]:
    return tuple(platform_row(each, context) for each in subjects)
