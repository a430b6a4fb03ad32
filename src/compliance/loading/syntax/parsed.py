"""What came of reading one file."""

from typing import Any

from compliance.model.dataclass import dataclass, field
from compliance.model.source import Defect, SourceText


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file: its bytes with their defects, and the tree, None if there is none."""

    source: SourceText
    tree: Any = field(repr=False)
    is_readable: bool = True


def unreadable(uri: str, content: bytes, defect: Defect) -> Parsed:
    """Return a file of which nothing could be read."""
    return Parsed(SourceText(uri, content, (defect,)), None, is_readable=False)
