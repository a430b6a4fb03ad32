"""The alternatives that a schema offers, read once for all that choose one of them."""

from typing import Any

from compliance.model.changes.term import Chosen, Group
from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.keywords import FOR_PEOPLE
from compliance.model.openapi.node import Node


@dataclass(frozen=True, slots=True)
class Offered:
    """Alternatives without `null`; `values` and `types` are None if they are no list of them.

    `first` is where the same words stood first that anybody read.
    """

    group: Group
    first: Chosen
    has_null: bool
    values: list[Any] | None
    types: frozenset[str] | None


def offered_at(at: Chosen, branches: list[Node], files: DocumentFiles) -> Offered:
    """Read the alternatives that stand at a place."""
    others = [branch for branch in branches if not _is_null(branch)]
    group = Group(at, tuple(others))
    first = files.remember(group.words, lambda: at)
    return Offered(group, first, len(others) < len(branches), _listed_values(others), _listed_types(others, files))


def stated_types(node: Node, files: DocumentFiles) -> frozenset[str] | None:
    """Return the types that a schema states, `null` among them where it is said so; None if it states none."""
    if "type" not in node.mapping:
        return None
    stated = node.text("type")
    types = frozenset([stated] if stated is not None else node.strings("type"))
    if not types:
        return None
    is_nullable = not files.uses_json_schema and any(
        node.raw.get(keyword) is True for keyword in ("nullable", "x-nullable")
    )
    return types | {"null"} if is_nullable else types


def _listed_types(branches: list[Node], files: DocumentFiles) -> frozenset[str] | None:
    stated = [stated_types(branch, files) for branch in branches]
    is_plain = all(branch.mapping.keys() - FOR_PEOPLE <= {"type", "nullable"} for branch in branches)
    if not is_plain or any(types is None for types in stated):
        return None
    return frozenset[str]().union(*(types for types in stated if types is not None))


def _listed_values(branches: list[Node]) -> list[Any] | None:
    """Return the values of alternatives that are one value each, None if one of them is not."""
    values: list[Any] = []
    for branch in branches:
        said = branch.mapping.keys() - FOR_PEOPLE - {"type"}
        listed = branch.mapping.get("enum") if said == {"enum"} else [branch.mapping.get("const")]
        if (said not in ({"enum"}, {"const"})) or not isinstance(listed, list):
            return None
        values.extend(listed)
    return values


def _is_null(branch: Node) -> bool:
    raw = {key: value for key, value in branch.mapping.items() if key not in FOR_PEOPLE}
    return raw in ({"type": "null"}, {"type": ["null"]}, {"enum": [None]}, {"const": None}) or (
        raw.get("enum") == [None] and raw.get("nullable") is True
    )
