"""The changes between the schemas of two documents, walked in step through references, parts and members."""

from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import Final

from compliance.model.changes.alternatives import Matching, place_of, similarity, titles, told_alternative
from compliance.model.changes.ambiguity import is_one_of_one, still_fits, taken_twice
from compliance.model.changes.change import OF_VALUES, Change, Level, Part, Said, Uncompared
from compliance.model.changes.conditions import uncompared_conditions
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.disjoint import are_disjoint
from compliance.model.changes.effort import (
    EACH_PAIR,
    MOST_TRIED,
    TOO_LARGE,
    TOO_MANY,
    TOO_MANY_PATTERNS,
    TOO_MUCH,
    Budget,
    Effort,
    is_too_much,
)
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.heirs import heirs_of
from compliance.model.changes.members import members
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.regular import Patterns
from compliance.model.changes.sameness import Sameness
from compliance.model.changes.shape import Shape
from compliance.model.changes.term import Term
from compliance.model.changes.unchanged import Unchanged
from compliance.model.changes.value import Value
from compliance.model.changes.within import inner_values
from compliance.model.dataclass import replace
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.text import Message

_MOST_PAIRS: Final = 400_000
_MOST_CHOSEN: Final = 6
_MOST_TOGETHER: Final = 10_000
"""Alternatives of one side without a twin, times those of the other."""
_MOST_NESTED: Final = 3
_MOST_HELD: Final = 20_000
_LOST: Final = Message.of("a schema that one of the versions refers to cannot be seen")
_Key = tuple[object, ...]


class SchemaComparison:
    """Compares values in two documents. A pair of schemas that many operations use is compared once for each part."""

    def __init__(self, older: DocumentFiles, newer: DocumentFiles, effort: Effort) -> None:
        self.effort = effort
        self._older = older
        self._newer = newer
        self._sameness = Sameness(older, newer)
        self._patterns = Patterns()
        self._unchanged = Unchanged(older, newer)
        self._seen: set[_Key] = set()
        self._meant: set[_Key] = set()
        self._tried: dict[_Key, bool] = {}
        self._trials = Budget(MOST_TRIED)
        self._held: dict[_Key, bool] = {}
        self._budget_to_hold = _MOST_HELD
        self._before: SchemaComparison | None = None

    def compare(self, first: Value) -> Iterator[Said]:
        """Yield what changed in a value and in all that it holds."""
        return self._walk(first, self._seen, self._meant, 0)

    def _walk(self, first: Value, seen: set[_Key], meant: set[_Key], depth: int) -> Iterator[Said]:
        waiting, effort = deque([first]), self._trials if depth else self.effort
        while waiting:
            value = waiting.popleft()
            if not _is_new(seen, value, (value.older.key, value.newer.key)) or self._is_unchanged(value):
                continue
            if len(seen) > _MOST_PAIRS or not effort.spend(0):
                yield Uncompared(value.newer.nodes[0].at, TOO_LARGE, OF_VALUES, value.part)
                return
            one, other = shape_of(value.older, self._older), shape_of(value.newer, self._newer)
            effort.spend(one.size + other.size + EACH_PAIR)
            if one.lost or other.lost:
                yield Uncompared((other.lost or list(value.newer.nodes))[0].at, _LOST, OF_VALUES, value.part)
            elif one.choices or other.choices:
                yield from self._alternatives(value, one, other, waiting, depth)
            elif is_too_much(one, other):
                yield Uncompared(place_of(other, value.newer), TOO_MUCH, OF_VALUES, value.part)
            elif _is_new(meant, value, (one.ids, value.older.chosen, other.ids, value.newer.chosen)):
                yield from self._one_value(value, one, other, waiting)
                if one.discriminator is not None and other.discriminator is not None:
                    yield from self._of_heirs(value, waiting)
                if self._patterns.is_exhausted and (one.says_patterns or other.says_patterns):
                    yield Uncompared(place_of(other, value.newer), TOO_MANY_PATTERNS, OF_VALUES, value.part)

    def is_unchanged(self, older: Node, newer: Node) -> bool:
        """Return whether two trees are equal with all that they refer to, so that nothing in them needs a look."""
        return self._unchanged.holds(older, newer)

    def _is_unchanged(self, value: Value) -> bool:
        if value.older.chosen or value.newer.chosen or len(value.older.nodes) != len(value.newer.nodes):
            return False
        pairs = zip(value.older.nodes, value.newer.nodes, strict=True)
        return all(self._unchanged.holds(one, other) for one, other in pairs)

    def _one_value(self, value: Value, one: Shape, other: Shape, waiting: deque[Value]) -> Iterator[Said]:
        pair = self._pair(value, one, other)
        allowed, found = pair.allowed_and_found
        if found.is_never:
            return
        if pair.are_strangers or allowed.is_never:
            yield from changes_in(pair, only="types" if not pair.is_text else None)
            return
        yield from changes_in(pair)
        yield from uncompared_conditions(pair)
        if one.is_object and other.is_object:
            for member, inner in members(value, pair, (self._older, self._newer)):
                yield from changes_in(member)
                waiting.extend(inner)
        waiting.extend(inner_values(value, one, other))

    def _of_heirs(self, value: Value, waiting: deque[Value]) -> Iterator[Said]:
        """Compare the schemas that are made of both, where each side has some."""
        older, newer = heirs_of(value.older, self._older), heirs_of(value.newer, self._newer)
        for name in dict.fromkeys((*older, *newer)) if older and newer else ():
            terms = [Term((side[name],)) for side in (older, newer) if name in side]
            if len(terms) > 1:
                waiting.append(replace(value, older=terms[0], newer=terms[1]))
            else:
                at = (value.older if name in newer else value.newer).nodes[0].at
                yield from told_alternative(value, terms[0], at, is_added=name in newer, name=name)

    def _pair(self, value: Value, one: Shape, other: Shape) -> ValuePair:
        return ValuePair(
            operation=value.operation,
            part=value.part,
            name=value.label,
            older_at=place_of(one, value.older),
            newer_at=place_of(other, value.newer),
            older=one,
            newer=other,
            sameness=self._sameness,
            patterns=self._patterns,
            is_required=value.is_required,
            is_text=value.is_text,
        )

    def _alternatives(
        self, value: Value, one: Shape, other: Shape, waiting: deque[Value], depth: int
    ) -> Iterator[Said]:
        """Compare alternative with alternative; what stands alone must be covered by one of the other side."""
        if max(len(value.older.chosen), len(value.newer.chosen)) >= _MOST_CHOSEN:
            yield Uncompared(place_of(other, value.newer), TOO_MANY, OF_VALUES, value.part)
            return
        if one.discriminator is not None or other.discriminator is not None:
            yield from changes_in(self._pair(value, one, other), only="discriminators")
        older = value.older.choosing(one.choices[0]) if one.choices else [value.older]
        newer = value.newer.choosing(other.choices[0]) if other.choices else [value.newer]
        matching = Matching(self._sameness, older, newer)
        left, right = matching.rest
        if len(left) * len(right) > _MOST_TOGETHER:
            yield Uncompared(place_of(other, value.newer), TOO_MANY, OF_VALUES, value.part)
            left, right = [], []
        left, right = self._uncovered(value, (older, left), (newer, right), depth)
        if (left or right) and not self._trials.spend(0):
            yield Uncompared(place_of(other, value.newer), TOO_MANY, OF_VALUES, value.part)
            left, right = [], []
        pairs, left, right = similarity(left, right, self._older, self._newer)
        is_new = bool(matching.rest[1]) or not is_one_of_one(one)
        if value.part is Part.REQUEST and depth < _MOST_NESTED and is_one_of_one(other) and is_new:
            yield from self._taken_twice(value, older, newer, is_one_of_one(one))
        for before, after in (*matching.pairs, *pairs):
            waiting.append(replace(value, older=before, newer=after))
        for term in left if older != [value.older] or not right else ():
            yield from told_alternative(value, term, place_of(other, value.newer), is_added=False)
        for term in right if newer != [value.newer] or not left else ():
            yield from told_alternative(value, term, place_of(one, value.older), is_added=True)
        if left and right and (older == [value.older] or newer == [value.newer]):
            waiting.append(replace(value, older=left[0], newer=right[0]))

    def _uncovered(
        self, value: Value, older: tuple[list[Term], list[Term]], newer: tuple[list[Term], list[Term]], depth: int
    ) -> tuple[list[Term], list[Term]]:
        """Return what is left on both sides when alternatives are taken away that one of the other side covers."""
        left = [term for term in older[1] if not any(self._covers(value, term, each, depth) for each in newer[0])]
        right = [term for term in newer[1] if not any(self._covers(value, each, term, depth) for each in older[0])]
        if value.part is Part.REQUEST:
            return left, [term for term in newer[1] if left and term in right]
        return [term for term in older[1] if right and term in left], right

    def _covers(self, value: Value, older: Term, newer: Term, depth: int) -> bool:
        """Return whether nobody is broken where one alternative takes the place of the other."""
        key = (value.part, older.key, newer.key)
        if key not in self._tried and self._is_settled(older, newer, value.part):
            return True
        if key not in self._tried:
            if depth >= _MOST_NESTED or not self._trials.spend(0):
                return False
            self._tried[key] = False
            seen: set[_Key] = set()
            tried = replace(value, older=older, newer=newer)
            said = self._walk(tried, seen, set(), depth + 1)
            self._tried[key] = not any(isinstance(one, Uncompared) or one.level is not Level.HARMLESS for one in said)
        return self._tried[key]

    def _taken_twice(
        self, value: Value, older: list[Term], newer: list[Term], was_one_of_one: bool
    ) -> Iterator[Change]:
        """Yield what was accepted and fits two alternatives of `oneOf` now, so that it is refused."""
        before = self._before = self._before or SchemaComparison(self._older, self._older, self.effort)
        for term, twins in taken_twice(older, newer, partial(self.is_part, value)):
            if not (was_one_of_one and any(taken_twice([term], older, partial(before.is_part, value)))):
                place, names = twins[0].nodes[0].at, titles(twins)
                yield from told_alternative(value, term, place, is_added=False, taken_by=names)

    def is_part(self, value: Value, older: Term, newer: Term) -> bool:
        """Return whether it is certain that whatever fits the one fits the other."""
        key = (older.key, newer.key)
        if key not in self._held:
            if self._budget_to_hold <= 0:
                return False
            self._budget_to_hold -= 1
            self._held[key] = False
            shapes = shape_of(older, self._older), shape_of(newer, self._newer)
            if are_disjoint(*shapes, self._patterns.matches):
                return False
            seen: set[_Key] = set()
            said = self._walk(replace(value, older=older, newer=newer), seen, set(), _MOST_NESTED)
            self._held[key] = all(still_fits(one) for one in said)
            self._budget_to_hold -= len(seen)
        return self._held[key]

    def _is_settled(self, older: Term, newer: Term, part: Part) -> bool:
        """Return whether no value fits what comes, so that it comes never, or every value what is allowed."""
        shapes = shape_of(older, self._older), shape_of(newer, self._newer)
        found, allowed = shapes if part is Part.REQUEST else shapes[::-1]
        return found.stated_kinds == frozenset() or allowed.takes_all


def _is_new(known: set[_Key], value: Value, key: _Key) -> bool:
    """Return whether these schemas were not compared yet; note that they are now."""
    whole = (value.part, value.is_required, value.is_text, *key)
    if whole in known:
        return False
    known.add(whole)
    return True
