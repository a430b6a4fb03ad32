"""Which systems are like a listed platform as CSV: a row for each pair, and one for each system that is like none.

The names of the columns are the same in every language, so that programs hold on to them.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.overlap import ComparedSystem, Overlaps
from compliance.report.context import ReportContext
from compliance.report.overlaps import _words
from compliance.report.separated import separated

EXTENSION: Final = "csv"

_COLUMNS: Final = (
    "system", "owner", "purpose", "file", "row", "score", "words", "advice", "listed", "listed_slug", "listed_owner",
    "list", "place", "deadline", "what_to_do",
)  # fmt: skip


def write(overlaps: Overlaps, context: ReportContext) -> str:
    return separated(_COLUMNS, (row for each in overlaps.systems for row in _rows(each, overlaps, context)))


def _rows(compared: ComparedSystem, overlaps: Overlaps, context: ReportContext) -> Iterator[dict[str, str]]:
    system, words = compared.system, context.words
    said = {
        "system": system.name,
        "owner": system.owner or "",
        "purpose": system.purpose or "",
        "file": system.at.uri,
        "row": str(system.at.line or ""),
    }
    if not compared.overlaps:
        yield said | {"advice": "none"}
    for overlap in compared.overlaps:
        yield said | {
            "score": f"{overlap.score:.2f}",
            "words": ", ".join(overlap.words),
            "advice": overlap.advice.value,
            "listed": words.text(overlap.listed.name),
            "listed_slug": overlap.listed.slug,
            "listed_owner": words.text(overlap.listed.owner),
            "list": overlaps.list.number,
            "place": overlap.listed.place,
            "deadline": overlap.deadline or "",
            "what_to_do": _words.advised(overlap, words),
        }
