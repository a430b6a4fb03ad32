"""Every text of a record, with its place."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from compliance.model.location import Place

# what reading adds, and no file says
_ADDED: Final = frozenset({"at", "path", "channel", "stage", "carrier", "undetermined_places"})


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
            for name in _names(value.__class__):
                if (member := getattr(value, name)) is not None:
                    yield from texts_of(member, at.child(name))


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind) if entry.name not in _ADDED)
