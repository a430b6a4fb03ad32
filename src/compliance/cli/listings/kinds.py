"""The kinds of change."""

from itertools import groupby

from compliance.cli.tables import print_table
from compliance.locale import Translator
from compliance.model.changes.discovery import all_kinds, heading
from compliance.report.comparison import _words


def write(words: Translator) -> int:
    """List the kinds of change by family, with their levels; returns the exit status."""
    rows: list[tuple[str, ...]] = []
    for family, kinds in groupby(all_kinds(), key=lambda kind: kind.family):
        rows.append((words(heading(family)),))
        rows.extend((kind.id, words.message(_words.level(kind.level)), words(kind.title)) for kind in kinds)
    headings = (words("Kind"), words("Level"), words("Says"))
    print_table(headings, rows, words("{count} kinds of change", count=len(all_kinds())))
    return 0
