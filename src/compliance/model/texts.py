"""Every text of a record, with its place."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from compliance.model.location import Place

# what reading adds, and no file says
_ADDED: Final = frozenset({"at", "path", "channel", "stage", "carrier"})


def texts_of(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    """Yield every text in a value that stands at a place; parts that know their own place are there."""
    match value:
        case str():
            yield at, value
        case dict():
            for key, member in value.items():
                yield from texts_of(member, at.child(str(key)))
        case list() | tuple():
            for index, item in enumerate(value):
                yield from texts_of(item, getattr(item, "at", at.child(index)))
        case _ if is_dataclass(value):
            for entry in fields(value):
                if entry.name not in _ADDED:
                    yield from texts_of(getattr(value, entry.name), at.child(entry.name))
