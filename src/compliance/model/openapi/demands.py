"""What schemas demand of one value together, and where these demands exclude each other."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import Any, Final, TypeAlias, TypeGuard

from compliance.model.dataclass import dataclass
from compliance.model.openapi.equality import alike, is_number
from compliance.model.openapi.files import DocumentFiles
from compliance.model.text import Value

ALL_TYPES: Final = frozenset({"null", "boolean", "object", "array", "number", "integer", "string"})
_BOUNDS: Final = (
    ("minLength", "maxLength", "string"),
    ("minItems", "maxItems", "array"),
    ("minProperties", "maxProperties", "object"),
    ("minContains", "maxContains", "array"),
)
_LOWER: Final = frozenset({"minimum", "exclusiveMinimum", *(lower for lower, _, _ in _BOUNDS)})
_LISTING: Final = frozenset({"enum", "const"})
_LEAST: Final = ("minimum", "exclusiveMinimum", 1)
_MOST: Final = ("maximum", "exclusiveMaximum", -1)
_REFUSING: Final[tuple[Any, ...]] = (False, {"not": {}})
"""Schemas that refuse every value, as is meant where they stand."""
_OF_TEXTS: Final = {str}
_LONGEST: Final = 60
_MOST_PATTERNS: Final = 20

Matches: TypeAlias = Callable[[str, str], bool | None]
"""Whether a text matches a regular expression of a document, None if it cannot be told (`Instances.matches`)."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A demand that nothing meets: its kind, the words of its message, and the keyword at which it shows."""

    kind: str
    words: Mapping[str, Value]
    keyword: str


def clashes(files: DocumentFiles, parts: Sequence[Mapping[str, Any]], matches: Matches) -> Iterator[Contradiction]:
    """Yield the demands of some schemas on one value that exclude each other."""
    types = ALL_TYPES
    for part in parts:
        stated = types_of(files, part)
        narrowed = stated if types is ALL_TYPES else types & stated
        if not narrowed:
            words = {"first": written_types(types), "second": written_types(stated)}
            yield Contradiction("types", words, "allOf")
            return
        types = narrowed
    # because most schemas make few demands, only those are looked at that one of them makes
    if not all(map(_LOWER.isdisjoint, parts)):
        yield from _bounds(files, parts, types)
    if not all(map(_LISTING.isdisjoint, parts)):
        yield from _values(files, parts, types, matches)
    if "object" in types and any("required" in part for part in parts):
        yield from _too_many(parts)
        yield from _shut_out(parts, matches)


def types_of(files: DocumentFiles, part: Mapping[str, Any]) -> frozenset[str]:
    """Return the types that one schema allows by itself; all where it states none that is known."""
    stated = part.get("type")
    if not isinstance(stated, str):
        stated = tuple(stated) if _is_texts(stated) else ()
    is_nullable = not files.uses_json_schema and (part.get("nullable") is True or part.get("x-nullable") is True)
    return _allowed(stated, is_nullable=is_nullable)


@lru_cache(maxsize=1_000)
def _allowed(stated: str | tuple[str, ...], *, is_nullable: bool) -> frozenset[str]:
    """Return the types that are allowed by one name or several; there are few combinations."""
    names = {stated} if isinstance(stated, str) else set(stated)
    if not names or not names <= ALL_TYPES:
        return ALL_TYPES
    if "number" in names:
        names.add("integer")
    return frozenset(names | {"null"} if is_nullable else names)


def _is_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def written_types(types: frozenset[str]) -> str:
    """Return types as a message names them."""
    return ", ".join(sorted(types - {"integer"} if "number" in types else types))


def _bounds(files: DocumentFiles, parts: Sequence[Mapping[str, Any]], types: frozenset[str]) -> Iterator[Contradiction]:
    for lower, upper, kind in _BOUNDS:
        if len(parts) == 1 and (lower not in parts[0] or upper not in parts[0]):
            continue
        least = max((value for part in parts if is_number(value := part.get(lower))), default=-inf)
        most = min((value for part in parts if is_number(value := part.get(upper))), default=inf)
        if kind in types and least > most:
            yield Contradiction("bounds", {"lower": f"{lower}: {least}", "upper": f"{upper}: {most}"}, lower)
    if not {"number", "integer"}.isdisjoint(types) and any(map(_has_limit, parts)):
        least, is_least_out = _limit(files, parts, *_LEAST)
        most, is_most_out = _limit(files, parts, *_MOST)
        if least > most or (least == most and (is_least_out or is_most_out)):
            words = {"lower": f"minimum: {least}", "upper": f"maximum: {most}"}
            yield Contradiction("bounds", words, "minimum" if "minimum" in parts[0] else "exclusiveMinimum")


def _has_limit(part: Mapping[str, Any]) -> bool:
    return "minimum" in part or "exclusiveMinimum" in part


def _limit(
    files: DocumentFiles, parts: Sequence[Mapping[str, Any]], name: str, exclusive: str, sign: int
) -> tuple[float, bool]:
    """Return the narrowest limit on one side and whether it lies outside itself."""
    found = (-inf * sign, False)
    for part in parts:
        if name not in part and exclusive not in part:
            continue
        limit, other = part.get(name), part.get(exclusive)
        is_out = other is True and not files.uses_json_schema
        if is_number(limit) and (limit * sign, is_out) > (found[0] * sign, found[1]):
            found = limit, is_out
        if files.uses_json_schema and is_number(other) and (other * sign, True) > (found[0] * sign, found[1]):
            found = other, True
    return found


def _values(
    files: DocumentFiles, parts: Sequence[Mapping[str, Any]], types: frozenset[str], matches: Matches
) -> Iterator[Contradiction]:
    from compliance.model.openapi.refused_values import REFUSING, first_refused  # noqa: PLC0415 - because few list values

    lists = [each for part in parts for each in listed_values(files, part)]
    may_refuse = bool(lists) and not all(map(REFUSING.isdisjoint, parts))
    limits = (_limit(files, parts, *_LEAST), _limit(files, parts, *_MOST)) if may_refuse else None
    for keyword, listed in lists:
        misfit = _misfit(listed, types)
        if misfit is not None:
            words: dict[str, Value] = {"keyword": keyword, "number": misfit + 1, "types": written_types(types)}
            yield Contradiction("value", words, keyword)
            return
        if limits is not None and (refused := first_refused(listed, parts, limits, matches)) is not None:
            words = {"keyword": keyword, "number": refused[0] + 1, "limit": refused[1]}
            yield Contradiction("refused", words, keyword)
            return
    if lists and not _in_all([listed for _, listed in lists]):
        yield Contradiction("values", {}, "enum")


def _in_all(lists: Sequence[list[Any]]) -> Collection[Any]:
    """Return what stands in all of some lists."""
    first, *others = lists
    return frozenset(map(alike, first)).intersection(*(map(alike, other) for other in others)) if others else first


def listed_values(files: DocumentFiles, part: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield what one schema lists under `const` and `enum`."""
    if files.uses_json_schema and "const" in part:
        yield "const", [part["const"]]
    if isinstance(part.get("enum"), list):
        yield "enum", part["enum"]


def _misfit(listed: list[Any], types: frozenset[str]) -> int | None:
    """Return the index of the first value that is of none of some types, None if all are; most lists hold texts."""
    if "string" in types and set(map(type, listed)) == _OF_TEXTS:
        return None
    return next((index for index, value in enumerate(listed) if not _is_of(value, types)), None)


def _is_of(value: Any, types: frozenset[str]) -> bool:
    match value:
        case None:
            return "null" in types
        case bool():
            return "boolean" in types
        case int() | float():
            return "number" in types or ("integer" in types and value == value // 1)
        case str():
            return "string" in types
        case list():
            return "array" in types
        case _:
            return "object" in types


def _too_many(parts: Sequence[Mapping[str, Any]]) -> Iterator[Contradiction]:
    """Yield that more names are required than there may be."""
    limits = [most for part in parts if is_number(most := part.get("maxProperties"))]
    required = (
        {name for part in parts if _is_texts(part.get("required")) for name in part["required"]} if limits else ()
    )
    if limits and len(required) > min(limits):
        yield Contradiction("count", {"count": len(required), "most": str(min(limits))}, "maxProperties")


def _shut_out(parts: Sequence[Mapping[str, Any]], matches: Matches) -> Iterator[Contradiction]:
    """Yield the names that one part requires and another, which is closed, does not know."""
    required = dict.fromkeys(name for part in parts if _is_texts(part.get("required")) for name in part["required"])
    for part in parts if required else ():
        known = part.get("properties", {})
        known = known if isinstance(known, dict) else {}
        is_closed = part.get("additionalProperties") is False
        for name in required:
            is_unknown = is_closed and name not in known
            if (is_unknown and not _may_match(name, part.get("patternProperties"), matches)) or known.get(
                name
            ) in _REFUSING:
                yield Contradiction("name", {"name": name[:_LONGEST]}, "required" if len(parts) == 1 else "allOf")


def _may_match(name: str, patterns: Any, matches: Matches) -> bool:
    """Return whether a pattern takes a name, or might: one that cannot be read or takes too long, or one of many."""
    listed = patterns if isinstance(patterns, dict) else ()
    return len(listed) > _MOST_PATTERNS or any(matches(pattern, name) is not False for pattern in listed)
