"""Parse and serialise structured fields (RFC 9651) with http-sf (extra `jwt`)."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from ndxp_sdk._signatures.algorithms import require_extra

Parameters: TypeAlias = Mapping[str, object]
# A bare value (text, number, bytes, …) with its parameters; as a member of a dictionary it may also be a list of items.
Item: TypeAlias = tuple[object, Parameters]


def parse_dictionary(field: str) -> dict[str, Item]:
    """Return the members by key; of a key that comes twice the last one counts (RFC 9651, 4.2.2).

    Raises:
        ValueError: it is no dictionary; the text holds nothing of the field.
    """
    members: dict[str, Item] = _parsed(field, "dictionary")
    return members


def parse_item(text: str) -> Item:
    """Return one value with its parameters; ValueError as `parse_dictionary`."""
    item: Item = _parsed(text, "item")
    return item


def serialise(member: Item) -> str:
    """Return the canonical form of an item or inner list. ValueError for characters that none has."""
    return _serialised([member])  # because a list with one member is written as that member


def serialise_dictionary(members: Mapping[str, Item]) -> str:
    """Return the canonical form of a dictionary; ValueError as `serialise`."""
    return _serialised(members)


def _parsed(text: str, kind: str) -> Any:
    require_extra()
    from http_sf import StructuredFieldError, parse  # noqa: PLC0415 - part of an extra

    try:
        return parse(text.encode("utf-8", "surrogatepass"), tltype=kind)
    except StructuredFieldError as error:
        at = (error.position or 0) + 1
    raise ValueError(f"no structured field from character {at} on")


def _serialised(structure: Any) -> str:
    from http_sf import ser  # noqa: PLC0415 - part of an extra

    return ser(structure)
