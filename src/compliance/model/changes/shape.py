"""What a schema says of one value, gathered through `$ref` and `allOf`, in whatever version it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

OPAQUE: Final = frozenset(
    {
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "dependentSchemas",
        "dependentRequired",
        "patternProperties",
        "prefixItems",
        "contains",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
        "$dynamicRef",
        "$recursiveRef",
    }
)
UPPER: Final = frozenset({"maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"})
LOWER: Final = frozenset({"minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"})
_BY_PATTERN: Final = frozenset({"patternProperties", "$dynamicRef", "$recursiveRef"})
_LIMITS: Final = UPPER | LOWER
_NUMBERS: Final = frozenset({"number", "integer"})


@dataclass(slots=True)
class Shape:
    """What one value may be. `types` and `values` are None if none are stated.

    `opaque` holds what is said by alternatives and conditions, by keyword; `lost` what could not be followed.
    """

    nodes: list[Node] = field(default_factory=list)
    types: frozenset[str] | None = None
    values: list[Any] | None = None
    formats: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    limits: dict[str, float] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    properties: dict[str, list[Node]] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    additional: list[Node] = field(default_factory=list)
    opaque: list[tuple[str, Node]] = field(default_factory=list)
    lost: list[Node] = field(default_factory=list)
    is_null_allowed: bool = False

    @property
    def implied(self) -> frozenset[str] | None:
        """The type that nobody wrote because the other keywords show it, None if they show none."""
        if self.properties:
            return frozenset({"object"})
        return frozenset({"array"}) if self.items else None


def shape_of(nodes: Iterable[Node], files: DocumentFiles) -> Shape:
    """Return what several schemas together say of one value."""
    return _Gathering(files).gather(nodes)


class _Gathering:
    def __init__(self, files: DocumentFiles) -> None:
        self._files = files
        self._shape = Shape()
        self._seen: set[int] = set()

    def gather(self, nodes: Iterable[Node]) -> Shape:
        waiting = list(nodes)[::-1]
        while waiting:
            node = waiting.pop()
            if id(node.raw) not in self._seen:
                self._seen.add(id(node.raw))
                waiting.extend(self._take(node))
        shape = self._shape
        if shape.is_null_allowed and shape.types is not None:
            shape.types |= {"null"}
        if shape.values is not None:
            shape.values = [value for value in shape.values if value is not None]
        return shape

    def _take(self, node: Node) -> list[Node]:
        """Take what a schema says itself; return the schemas that say more of the same value."""
        if not isinstance(node.raw, dict):
            if not isinstance(node.raw, bool):
                self._shape.lost.append(node)
            return []
        further: list[Node] = []
        if "$ref" in node.raw:
            reference = node.text("$ref")
            target = self._files.resolve(node, reference) if reference is not None else None
            if target is None:
                self._shape.lost.append(node)
                return []
            further.append(target)
            if not self._files.uses_json_schema or len(node.raw) == 1:
                return further
        self._shape.nodes.append(node)
        self._value(node)
        self._object(node)
        if "allOf" in node.raw and (listed := node.get("allOf")) is not None:
            further.extend(listed.items())
        if not OPAQUE.isdisjoint(node.raw):
            for keyword in sorted(OPAQUE & node.raw.keys()):
                if (inner := node.get(keyword)) is not None:
                    further.extend(self._alternatives(keyword, inner))
        return further

    def _alternatives(self, keyword: str, inner: Node) -> list[Node]:
        """Return the one alternative beside `null`, if there is just one; else keep them as they are."""
        branches = list(inner.items()) if keyword in {"anyOf", "oneOf"} else []
        others = [branch for branch in branches if not _is_null(branch)]
        if len(others) != 1:
            self._shape.opaque.append((keyword, inner))
            return []
        self._shape.is_null_allowed |= len(branches) > 1
        return others

    def _value(self, node: Node) -> None:
        shape, raw = self._shape, node.raw
        if (types := self._types(node)) is not None:
            shape.types = types if shape.types is None else _common(shape.types, types)
        listed = [raw["const"]] if "const" in raw and self._files.uses_json_schema else raw.get("enum")
        if isinstance(listed, list):
            shape.values = listed if shape.values is None else [value for value in shape.values if value in listed]
        for keyword, kept in (("format", shape.formats), ("pattern", shape.patterns)):
            if isinstance(text := raw.get(keyword), str):
                kept.add(text)
        for keyword in () if _LIMITS.isdisjoint(raw) else _LIMITS & raw.keys():
            value = raw[keyword]
            if isinstance(value, int | float) and not isinstance(value, bool):
                choose = min if keyword in UPPER else max
                shape.limits[keyword] = choose(value, shape.limits.get(keyword, value))

    def _types(self, node: Node) -> frozenset[str] | None:
        if "type" not in node.raw:
            return None
        stated = node.text("type")
        types = frozenset([stated] if stated is not None else node.strings("type"))
        if not types:
            return None
        is_nullable = not self._files.uses_json_schema and any(
            node.raw.get(keyword) is True for keyword in ("nullable", "x-nullable")
        )
        return types | {"null"} if is_nullable else types

    def _object(self, node: Node) -> None:
        shape = self._shape
        if "required" in node.raw:
            shape.required.update(node.strings("required"))
        if "properties" in node.raw and (named := node.get("properties")) is not None:
            target = self._files.follow(named)
            if target is None:
                shape.lost.append(named)
            for name, member in target.members() if target is not None else ():
                shape.properties.setdefault(name, []).append(member)
        for keyword, kept in (("items", shape.items), ("additionalProperties", shape.additional)):
            if keyword in node.raw and (inner := node.get(keyword)) is not None:
                kept.append(inner)


def _common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    integers = (
        frozenset({"integer"}) if "integer" in one | other and one & _NUMBERS and other & _NUMBERS else frozenset[str]()
    )
    return (one & other) | integers


def _is_null(branch: Node) -> bool:
    return branch.raw in ({"type": "null"}, {"type": ["null"]}, {"enum": [None]}, {"const": None})


def names_in(nodes: Iterable[Node], files: DocumentFiles) -> Iterator[str | None]:
    """Yield every name of a property in alternatives and conditions; None for what could not be looked into."""
    waiting, seen = list(nodes), set[int]()
    while waiting:
        node = waiting.pop()
        if id(node.raw) in seen:
            continue
        seen.add(id(node.raw))
        if not _BY_PATTERN.isdisjoint(node.mapping):
            yield None
        if node.text("$ref") is not None:
            target = files.follow(node)
            if target is None:
                yield None
            else:
                waiting.append(target)
        properties = node.get("properties")
        yield from properties.mapping if properties is not None else ()
        yield from node.strings("required")
        for keyword in (OPAQUE | {"allOf"}) & node.mapping.keys():
            if (inner := node.get(keyword)) is not None:
                waiting.extend((inner, *(member for _, member in inner.members() if keyword == "dependentSchemas")))
        waiting.extend(node.items())


def is_marked(keyword: str, nodes: Iterable[Node], files: DocumentFiles) -> bool:
    """Return whether one of several schemas is marked by a keyword, there or behind its reference."""
    return any(
        node.mapping.get(keyword) is True
        or (
            "$ref" in node.mapping
            and (target := files.follow(node)) is not None
            and target.mapping.get(keyword) is True
        )
        for node in nodes
    )
