"""Schemas to what they say of one value, through `$ref` and `allOf`, in whatever version they are written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from compliance.model.changes.content import take_content
from compliance.model.changes.limits import Limit, limits_of
from compliance.model.changes.offers import Offered, offered_at, stated_types
from compliance.model.changes.shape import Contained, Shape, common, is_refused
from compliance.model.changes.term import Chosen, Term
from compliance.model.changes.wholes import conditions_of, is_rest_of_items
from compliance.model.openapi.equality import alike, is_number
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.keywords import FOR_PEOPLE
from compliance.model.openapi.node import Node

_CHOICES: Final = ("anyOf", "oneOf")


def shape_of(term: Term, files: DocumentFiles) -> Shape:
    """Return what several schemas together say of one value, with the alternatives that were chosen among them."""
    return _Gathering(files, dict(term.chosen)).gather(term.nodes)


def members_of(schema: Node, files: DocumentFiles) -> dict[str, list[Node]]:
    """Return the schemas of the members that a schema names, read once for all that ask."""
    return files.remember(("members", id(schema.raw)), lambda: shape_of(Term((schema,)), files).properties)


class _Gathering:
    def __init__(self, files: DocumentFiles, chosen: dict[Chosen, int]) -> None:
        self._files = files
        self._chosen = chosen
        self._shape = Shape()
        self._seen: set[int] = set()
        self._groups: set[Chosen] = set()

    def gather(self, nodes: Iterable[Node]) -> Shape:
        waiting = list(nodes)[::-1]
        while waiting:
            node = waiting.pop()
            if id(node.raw) not in self._seen:
                self._seen.add(id(node.raw))
                waiting.extend(reversed(self._take(node)))
        return self._settled()

    def _settled(self) -> Shape:
        shape = self._shape
        if shape.values is not None:
            if any(value is None for value in shape.values):
                shape.is_null_allowed |= shape.types is None
            elif self._files.uses_json_schema and shape.types is not None:
                shape.types -= {"null"}  # because what is listed is all that there is
            shape.values = [value for value in shape.values if value is not None]
            if shape.kinds == frozenset({"boolean"}) and len(shape.values) == 2:
                shape.types, shape.values = shape.types or frozenset({"boolean"}), None
        shape.limits = limits_of(shape.limits, shape.kinds)
        return shape

    def _take(self, node: Node) -> list[Node]:
        """Take what a schema says itself; return the schemas that say more of the same value."""
        if not isinstance(node.raw, dict):
            if node.raw is False:
                self._shape.types = frozenset()
                self._shape.nodes.append(node)
            elif node.raw is not True:
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
            if not self._files.uses_json_schema or FOR_PEOPLE.issuperset(node.raw.keys() - {"$ref"}):
                return further
        self._shape.nodes.append(node)
        self._value(node)
        self._object(node)
        self._array(node)
        further.extend(self._parts(node))
        return further

    def _parts(self, node: Node) -> Iterator[Node]:
        """Yield what holds beside a schema, and keep what is compared as a whole."""
        if (listed := node.get("allOf")) is not None:
            yield from listed.items()
        for keyword in _CHOICES:
            if keyword in node.raw and (inner := node.get(keyword)) is not None:
                yield from self._alternatives(keyword, inner, node)
        self._shape.conditions.extend(conditions_of(node))

    def _alternatives(self, keyword: str, inner: Node, holder: Node) -> list[Node]:
        """Return the one alternative that is chosen, or that stands alone beside `null`; else keep them open."""
        at = id(holder.raw), keyword
        offered = self._files.remember(("alternatives", *at), lambda: offered_at(at, list(inner.items()), self._files))
        others = offered.group.branches
        self._shape.is_null_allowed |= offered.has_null
        if len(others) == 1:
            return list(others)
        if not others or self._takes_as_list(offered) or offered.first in self._groups:
            return []
        self._groups.add(offered.first)
        if at in self._chosen:
            return [others[self._chosen[at]]]
        self._shape.choices.append(offered.group)
        return []

    def _takes_as_list(self, offered: Offered) -> bool:
        """Take alternatives that are one value each, or one type, for the list of these, and say whether they are."""
        if offered.values is not None:
            self._take_values(offered.values)
        elif offered.types is not None:
            self._shape.types = offered.types if self._shape.types is None else common(self._shape.types, offered.types)
        return offered.values is not None or offered.types is not None

    def _take_values(self, listed: list[Any]) -> None:
        known = self._shape.values
        if known is None:
            self._shape.values = list(listed)
            return
        found = set(map(alike, listed))
        self._shape.values = [each for each in known if alike(each) in found]

    def _value(self, node: Node) -> None:
        shape, raw = self._shape, node.raw
        if (types := stated_types(node, self._files)) is not None:
            shape.types = types if shape.types is None else common(shape.types, types)
        elif not self._files.uses_json_schema and (raw.get("nullable") is True or raw.get("x-nullable") is True):
            shape.is_null_allowed = True
        for listed in self._lists(raw):
            self._take_values(listed)
        for keyword, kept in (("format", shape.formats), ("pattern", shape.patterns)):
            if isinstance(text := raw.get(keyword), str):
                kept.add(text)
        if self._files.uses_json_schema:
            take_content(node, self._shape)
        if "default" in raw:
            shape.defaults.append(raw["default"])
        for keyword, limit in Limit.stated_in(raw):
            known = shape.limits.get(keyword)
            shape.limits[keyword] = limit if known is None or limit.is_tighter(known) else known
        factor = raw.get("multipleOf")
        if isinstance(factor, int | float) and not isinstance(factor, bool) and factor > 0:
            shape.multiples.add(factor)

    def _lists(self, raw: Mapping[str, Any]) -> Iterator[list[Any]]:
        """Yield what a schema lists: one value and some values may stand beside each other, and both hold."""
        if "const" in raw and self._files.uses_json_schema:
            yield [raw["const"]]
        if isinstance(listed := raw.get("enum"), list):
            yield listed

    def _object(self, node: Node) -> None:
        shape, raw = self._shape, node.raw
        if "required" in raw:
            shape.required.update(node.strings("required"))
        for keyword, members in (("properties", shape.properties), ("patternProperties", shape.patterned)):
            if keyword in raw and (named := node.get(keyword)) is not None:
                self._members(named, members)
        if (inner := node.get("additionalProperties")) is not None:
            shape.additional.extend([inner] if self._says_something(inner) else [])
            shape.is_closed |= is_refused([inner])
        if self._files.uses_json_schema and (inner := node.get("unevaluatedProperties")) is not None:
            is_left = "additionalProperties" not in raw
            shape.additional.extend([inner] if is_left and self._says_something(inner) else [])
            shape.is_closed |= is_refused([inner])
        if "discriminator" in raw and shape.discriminator is None:
            shape.discriminator = node.get("discriminator")
        if self._files.uses_json_schema and (inner := node.get("propertyNames")) is not None:
            shape.naming.append(inner)
        for name, names in _mapping(raw.get("dependentRequired")):
            if isinstance(names, list):
                shape.dependent.setdefault(name, set()).update(each for each in names if isinstance(each, str))

    def _says_something(self, node: Node) -> bool:
        """Return whether a schema is written out and not one that everything fits, also behind a reference."""
        if not isinstance(node.raw, dict) or not node.raw:
            return False
        end = self._files.follow(node) if node.raw.keys() == {"$ref"} else node
        return end is None or not (end.raw is True or end.raw == {} or is_refused([end]))

    def _members(self, named: Node, members: dict[str, list[Node]]) -> None:
        target = self._files.follow(named)
        if target is None:
            self._shape.lost.append(named)
        for name, member in target.members() if target is not None else ():
            members.setdefault(name, []).append(member)

    def _array(self, node: Node) -> None:
        shape, raw = self._shape, node.raw
        listed = node.get("prefixItems") if self._files.uses_json_schema else None
        rest = node.get("items") or (node.get("unevaluatedItems") if is_rest_of_items(raw) else None)
        if listed is not None or rest is not None:
            shape.rows.append((list(listed.items()) if listed is not None else [], rest))
        shape.is_unique |= raw.get("uniqueItems") is True
        if "contains" in raw and (inner := node.get("contains")) is not None:
            least, most = raw.get("minContains"), raw.get("maxContains")
            shape.contained.append(
                Contained(inner, least if is_number(least) else 1, most if is_number(most) else None)
            )


def _mapping(value: Any) -> Iterator[tuple[str, Any]]:
    yield from value.items() if isinstance(value, dict) else ()


def is_marked(keyword: str, nodes: Iterable[Node], files: DocumentFiles) -> bool:
    """Return whether one of several schemas is marked by a keyword, there, behind its reference or in a part of it."""
    waiting, seen = list(nodes), set[int]()
    while waiting:
        node = waiting.pop()
        if id(node.raw) in seen:
            continue
        seen.add(id(node.raw))
        is_reference = "$ref" in node.mapping
        if node.mapping.get(keyword) is True and (files.uses_json_schema or not is_reference):
            return True
        if is_reference and (target := files.resolve(node, node.text("$ref") or "")) is not None:
            waiting.append(target)
        if (listed := node.get("allOf")) is not None:
            waiting.extend(listed.items())
    return False
