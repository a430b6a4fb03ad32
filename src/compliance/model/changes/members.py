"""The named members of an object in both documents."""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Part
from compliance.model.changes.gathering import is_marked, shape_of
from compliance.model.changes.pair import HIDDEN, MemberPair, ValuePair
from compliance.model.changes.regular import Patterns
from compliance.model.changes.shape import Shape, is_refused
from compliance.model.changes.term import Term
from compliance.model.changes.types import SINGLE
from compliance.model.changes.value import Value
from compliance.model.dataclass import dataclass, replace
from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_LIST: Final = frozenset({"array"})


def members(
    value: Value, pair: ValuePair, files: tuple[DocumentFiles, DocumentFiles]
) -> Iterator[tuple[MemberPair, list[Value]]]:
    """Yield each member that one of two objects names or demands, with its value if both sides speak of it."""
    one, other = (
        _Side.of(shape, its, HIDDEN.get(value.part, ""), at, pair.patterns)
        for shape, its, at in zip((pair.older, pair.newer), files, (pair.older_at, pair.newer_at), strict=True)
    )
    required = sorted(one.shape.required | other.shape.required)
    for name in dict.fromkeys((*one.shape.properties, *other.shape.properties, *required)):
        if not (one.hides(name) and other.hides(name)):
            inner = list(_inner(value, name, one, other))
            yield (
                _member(value, name, one, other),
                [_of_form(each, files) for each in inner] if value.is_form else inner,
            )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two objects; `shown` are the members that go this way, `at` is where others would stand."""

    shape: Shape
    shown: frozenset[str]
    at: Place
    patterns: Patterns

    @classmethod
    def of(cls, shape: Shape, files: DocumentFiles, hidden: str, at: Place, patterns: Patterns) -> "_Side":
        shown = (
            name
            for name, nodes in shape.properties.items()
            if not (is_marked(hidden, nodes, files) or is_refused(nodes))
        )
        holders = (node for node in shape.nodes if node.has("properties") or node.has("required"))
        holder = next(holders, None)
        return cls(shape, frozenset(shown), holder.at if holder is not None else at, patterns)

    def hides(self, name: str) -> bool:
        """Return whether a member that is named does not go this way."""
        return name in self.shape.properties and name not in self.shown

    def named(self, name: str) -> tuple[Node, ...] | None:
        """Return the schemas of a member that is named, None if it is not."""
        return tuple(self._stated(name)) if name in self.shown else None

    def others(self, name: str) -> list[Node]:
        """Return what is said of a member that is not named: by the patterns that it fits, or of all others."""
        return [] if name in self.shape.properties else self._stated(name) or self.shape.additional

    def is_closed_to(self, name: str) -> bool:
        """Return whether it is certain that the object has no member of that name."""
        return self.shape.is_closed_to(name, self.patterns.matches)

    def _stated(self, name: str) -> list[Node]:
        return self.shape.members_at(name, self.patterns.matches)

    def requires(self, name: str) -> bool:
        return name in self.shape.required and not self.hides(name)

    def place(self, name: str) -> Place:
        return self.shape.properties[name][0].at if name in self.shape.properties else self.at


def _member(value: Value, name: str, one: _Side, other: _Side) -> MemberPair:
    return MemberPair(
        operation=value.operation,
        part=value.part,
        name=f"{value.name}.{name}" if value.name else name,
        older_at=one.place(name),
        newer_at=other.place(name),
        older=one.named(name),
        newer=other.named(name),
        is_required=(one.requires(name), other.requires(name)),
        # because a member that is refused by name alone leaves the object open, and programs ready for more
        is_closed=(one.shape.is_closed and one.is_closed_to(name), other.is_closed_to(name)),
    )


def _inner(value: Value, name: str, one: _Side, other: _Side) -> Iterator[Value]:
    """Yield the value of a member: as both name it, or as one of them does and the other speaks of all others."""
    before = one.named(name) or one.others(name)
    after = other.named(name) or other.others(name)
    is_gone = other.named(name) is None and value.part is Part.RESPONSE  # because that is told already
    if before and after and not is_gone and (one.named(name) or other.named(name)):
        inner = value.inner(list(before), list(after), name)
        yield replace(inner, is_required=(one.requires(name), other.requires(name)))


def _of_form(value: Value, files: tuple[DocumentFiles, DocumentFiles]) -> Value:
    """Return a member of a form as it travels: a single value as text, and as a list of one where a list is taken."""
    older, newer = (shape_of(term, its) for term, its in zip((value.older, value.newer), files, strict=True))
    kinds = older.kinds, newer.kinds
    if value.part is Part.REQUEST and kinds[1] == _LIST and kinds[0] is not None and kinds[0] <= SINGLE and newer.items:
        least = newer.limits.get("minItems")
        if least is None or least.value <= 1:
            return replace(value, newer=Term(tuple(newer.items)), is_text=True)
    return replace(value, is_text=all(each is not None and each <= SINGLE for each in kinds))
