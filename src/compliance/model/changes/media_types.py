"""Media types with their parameters, and which of them stands for which."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from compliance.model.openapi.messages import ANY, described, is_json, of_streams
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

_USUAL: Final = frozenset({"charset=utf-8"})
"""Parameters that say what programs take for granted."""


def media_types(holder: Node, operation: Operation, kind: str) -> dict[str, Node | None]:
    """Return the schemas of a body or an answer by media type, as `schemas` does, with parameters in one form."""
    return {plain(name): schema for name, schema in described(holder, operation, kind)}


def streams(holder: Node, operation: Operation) -> dict[str, Node]:
    """Return the schemas of the items of streams by media type, with parameters in one form."""
    return {plain(name): items for name, items in of_streams(holder, operation)}


def plain(media_type: str) -> str:
    """Return a media type in one form: small letters, parameters in order, those left out that say nothing."""
    name, *stated = media_type.split(";")
    parameters = sorted(filter(None, map(_parameter, stated)))
    return "; ".join((name.strip().lower(), *(each for each in parameters if each not in _USUAL)))


def media_type_like(media_type: str, listed: Collection[str]) -> str | None:
    """Return the same media type, that without parameters, or the range that holds it; `*/*` is like any."""
    if media_type == ANY:
        return ANY if ANY in listed else _meant(listed)
    bare = media_type.partition(";")[0]
    ranges = (media_type, bare, f"{bare.partition('/')[0]}/*", ANY)
    return next((name for name in ranges if name in listed), None)


def with_parameters(media_type: str, listed: Collection[str]) -> Iterator[str]:
    """Yield the media types that are a plain one with parameters."""
    return (name for name in listed if name.startswith(f"{media_type}; "))


def within_range(media_type: str, listed: Collection[str]) -> str | None:
    """Return a media type that a range holds, None if there is none or the other is no range."""
    kind, _, rest = media_type.partition("/")
    return _meant([name for name in listed if name.startswith(f"{kind}/")]) if rest == "*" else None


def holds(ranges: Collection[str], media_type: str) -> bool:
    """Return whether a media type, or a range that has it, is among others."""
    return media_type_like(media_type, ranges) is not None if media_type != ANY else ANY in ranges


def _meant(listed: Iterable[str]) -> str | None:
    """Return which of several media types a range meant, whatever their order: JSON if it is there, as tools write."""
    return min(listed, key=lambda name: (not is_json(name), name), default=None)


def _parameter(text: str) -> str:
    name, is_stated, value = text.partition("=")
    name, value = name.strip().lower(), value.strip().strip('"')
    if name == "charset":
        value = value.lower()
    return f"{name}={value}" if is_stated else name
