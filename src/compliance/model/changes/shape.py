"""What schemas together say of one value, whatever version of OpenAPI they are written in."""

from collections.abc import Hashable, Iterable
from typing import Any, Final

from compliance.model.changes.limits import Limit
from compliance.model.changes.regular import Matches, matches
from compliance.model.changes.term import Group
from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.equality import alike
from compliance.model.openapi.node import Node

_OF_TEXT: Final = frozenset({"minLength", "maxLength", "pattern"})
_OF_NUMBERS: Final = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
_NUMBERS: Final = frozenset({"number", "integer"})


@dataclass(frozen=True, slots=True)
class Contained:
    """What a list has to contain, and how often: at least, and at most if that is stated."""

    node: Node
    least: float
    most: float | None


@dataclass(slots=True)
class Shape:
    """What one value may be. `types` and `values` are None if none are stated.

    `choices` are the alternatives that are still open, `conditions` what is compared as a whole, by keyword; `lost` is
    what could not be followed. `rows` are the first items of a list with the schema of those that follow, `naming` are
    the schemas of names; `contents` says what a text holds, and `decoded` are the schemas of that.
    """

    nodes: list[Node] = field(default_factory=list)
    types: frozenset[str] | None = None
    values: list[Any] | None = None
    formats: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    limits: dict[str, Limit] = field(default_factory=dict)
    multiples: set[float] = field(default_factory=set)
    is_unique: bool = False
    required: set[str] = field(default_factory=set)
    dependent: dict[str, set[str]] = field(default_factory=dict)
    properties: dict[str, list[Node]] = field(default_factory=dict)
    patterned: dict[str, list[Node]] = field(default_factory=dict)
    rows: list[tuple[list[Node], Node | None]] = field(default_factory=list)
    contained: list[Contained] = field(default_factory=list)
    naming: list[Node] = field(default_factory=list)
    contents: set[tuple[str, str]] = field(default_factory=set)
    decoded: list[Node] = field(default_factory=list)
    additional: list[Node] = field(default_factory=list)
    is_closed: bool = False
    choices: list[Group] = field(default_factory=list)
    conditions: list[tuple[str, Node]] = field(default_factory=list)
    discriminator: Node | None = None
    defaults: list[Any] = field(default_factory=list)
    lost: list[Node] = field(default_factory=list)
    is_null_allowed: bool = False
    _listed: frozenset[Hashable] | None = None

    @property
    def size(self) -> int:
        """The number of things that are said of the value."""
        said = (self.nodes, self.values or (), self.patterns, self.required, self.properties, self.patterned)
        more = (self.dependent, self.conditions, self.contained, self.defaults, self.formats)
        inner = sum(len(places) for places, _ in self.rows) + sum(len(group.branches) for group in self.choices)
        return sum(map(len, said)) + sum(map(len, more)) + inner

    @property
    def ids(self) -> tuple[int, ...]:
        """The identities of the trees that say it."""
        return tuple(id(node.raw) for node in self.nodes)

    @property
    def says_patterns(self) -> bool:
        """Whether patterns decide what fits."""
        return bool(self.patterns or self.patterned or self.conditions)

    @property
    def kinds(self) -> frozenset[str] | None:
        """The types that a value may have, `null` aside: as stated, or as its values and keywords show; None if any."""
        if self.types is not None:
            stated = self.types - {"null"}
            shown = _types_of(self.values) if self.values is not None else None
            return (common(stated, shown) or stated) if shown else stated
        if self.values is None:
            return self._implied
        return _types_of(self.values) or (frozenset() if self.is_null_allowed else None)

    @property
    def _implied(self) -> frozenset[str] | None:
        """The type that nobody wrote because the other keywords show it, None if they show none."""
        if self.properties or self.required or self.patterned or self.additional:
            return frozenset({"object"})
        if self.rows:
            return frozenset({"array"})
        if self.patterns or not _OF_TEXT.isdisjoint(self.limits):
            return frozenset({"string"})
        return frozenset({"number"}) if self.multiples or not _OF_NUMBERS.isdisjoint(self.limits) else None

    @property
    def items(self) -> list[Node]:
        """The schemas of the items that stand at no place of their own."""
        return [rest for _, rest in self.rows if rest is not None]

    @property
    def reach(self) -> int:
        """The number of items that have a place of their own."""
        return max((len(places) for places, _ in self.rows), default=0)

    def items_at(self, index: int) -> list[Node]:
        """Return the schemas of the item at a place."""
        found = (places[index] if index < len(places) else rest for places, rest in self.rows)
        return [node for node in found if node is not None]

    @property
    def most_items(self) -> int | None:
        """The number of items after which the schemas of items let none follow, None if they set no end."""
        ends = (_end(places, rest) for places, rest in self.rows)
        return min((end for end in ends if end is not None), default=None)

    def members_at(self, name: str, is_match: Matches = matches) -> list[Node]:
        """Return the schemas of the member of that name: its own, and those of the patterns that its name matches."""
        fitting = (nodes for pattern, nodes in self.patterned.items() if is_match(pattern, name))
        return [*self.properties.get(name, ()), *(node for nodes in fitting for node in nodes)]

    def is_closed_to(self, name: str, is_match: Matches = matches) -> bool:
        """Return whether it is certain that an object has no member of that name."""
        if name in self.properties:
            return is_refused(self.properties[name])
        return self.is_closed and all(is_match(pattern, name) is False for pattern in self.patterned)

    @property
    def stated_kinds(self) -> frozenset[str] | None:
        """The types that a value may have, `null` among them; None if neither types nor values are stated."""
        if self.types is None and self.values is None:
            return None
        return (self.kinds or frozenset()) | (frozenset({"null"}) if self.takes_null else frozenset())

    @property
    def every_value(self) -> list[Any]:
        """The values that are listed, `null` among them."""
        return [*(self.values or ()), *([None] if self.is_null_allowed else [])]

    def lists(self, value: Any) -> bool:
        """Return whether a value is among those that are listed; asked of a shape that is whole."""
        if self._listed is None:
            self._listed = frozenset(map(alike, self.every_value))
        return alike(value) in self._listed

    @property
    def is_never(self) -> bool:
        """Whether no value fits, as with the schema `false`."""
        return self.types is not None and not self.types and not self.is_null_allowed

    @property
    def takes_all(self) -> bool:
        """Whether every value fits, as with the schema `{}`."""
        said = (self.choices, self.conditions, self.lost, self.formats, self.limits, self.contained, self.naming)
        return self.kinds is None and not self.is_closed and not self.is_unique and not any(said)

    @property
    def takes_null(self) -> bool | None:
        """Whether the value may be `null`; None if nothing is said of its type."""
        if self.types is not None:
            return self.is_null_allowed or "null" in self.types
        return True if self.is_null_allowed else None if self.kinds is None else False

    @property
    def is_object(self) -> bool:
        kinds = self.kinds
        return kinds is None or "object" in kinds

    @property
    def is_list(self) -> bool:
        kinds = self.kinds
        return kinds is None or "array" in kinds


def is_refused(nodes: Iterable[Node]) -> bool:
    """Return whether a member or an item must not be there, although a place of its own is set for it."""
    return any(node.raw is False or node.raw == {"not": {}} for node in nodes)


def type_of(value: Any) -> str:
    """Return the type of a value, as JSON Schema calls it."""
    names = {str: "string", bool: "boolean", int: "integer", float: "number", dict: "object", list: "array"}
    return "null" if value is None else names.get(type(value), "string")


def _types_of(values: Iterable[Any]) -> frozenset[str] | None:
    return frozenset(type_of(value) for value in values if value is not None) or None


def _end(places: list[Node], rest: Node | None) -> int | None:
    """Return the index of the first item that must not be there."""
    refused = (index for index, node in enumerate(places) if is_refused([node]))
    return next(refused, len(places) if rest is not None and is_refused([rest]) else None)


def common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the types that both allow; a whole number is a number."""
    integers = (
        frozenset({"integer"}) if "integer" in one | other and one & _NUMBERS and other & _NUMBERS else frozenset[str]()
    )
    return (one & other) | integers
