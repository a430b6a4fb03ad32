"""Two texts to what changed between them, as the command would find it."""

from datetime import date

from compliance.loading.documents import load_document
from compliance.loading.reader import MemoryReader
from compliance.model.changes.change import Change, Changes, Level
from compliance.model.changes.compare import compare
from compliance.model.openapi.document import Document

DAY = date(2026, 11, 21)


def opened(text: str, name: str = "a.yaml") -> Document:
    loaded = load_document(name, MemoryReader({name: text.encode()}))
    assert loaded.document is not None, loaded.gaps
    return loaded.document


def compared(older: str, newer: str) -> Changes:
    return compare(opened(older, "old.yaml"), opened(newer, "new.yaml"), DAY)


def heavy(changes: Changes) -> list[Change]:
    """Those that break somebody, or may."""
    return [change for change in changes.found if change.level is not Level.HARMLESS]
