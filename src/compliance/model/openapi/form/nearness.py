"""The name that was probably meant where a reference leads nowhere."""

from typing import Final

from compliance.model.location import tokens
from compliance.model.openapi.addresses import split
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_MOST_NAMES: Final = 500
_ALIKE: Final = 0.8
_LONGEST: Final = 100


def near_name(files: DocumentFiles, node: Node, reference: str) -> str | None:
    """Return a name that stands where a JSON Pointer leads and looks like its last step, None if none does."""
    address, fragment = split(reference)
    head, is_stepping, last = fragment.rpartition("/")
    holder = files.resolve(node, f"{address}#{head}") if is_stepping else None
    names = [] if holder is None else [name for name in holder.mapping if len(name) <= _LONGEST]
    wanted = tokens(f"/{last}")[0]
    if not 0 < len(names) <= _MOST_NAMES or len(wanted) > _LONGEST:
        return None
    same = [name for name in names if name.casefold() == wanted.casefold()]
    if same:
        return same[0]
    from difflib import get_close_matches  # noqa: PLC0415 - because most references lead somewhere

    return next(iter(get_close_matches(wanted, names, 1, _ALIKE)), None)
