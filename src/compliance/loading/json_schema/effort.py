"""How much work it is to hold a value against a schema, told before it is done.

A validator looks at a value once for each way through `allOf`, `anyOf` and their like. A few hundred bytes of them can
mean more looks than a machine ever makes, so that the ways are counted first: roughly where that suffices.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from math import inf
from typing import Any, Final

from compliance.loading.json_schema.definitions import Definitions, reached_from
from compliance.loading.json_schema.keywords import IN_PLACE, LISTED, NAMED

_ROUGHLY_ENOUGH: Final = 1_000_000
_MOST_BESIDE: Final = 1_000
_MOST_LOOKS: Final = 1_000_000
_MOST_PAIRS: Final = 100_000
_MOST_VALUES: Final = 100_000
_DEEPEST: Final = 100
_FEW: Final = 1_000
_SHORT: Final = 20
_MOST_FAULTS: Final = 20
_HOLDING: Final[frozenset[type[Any]]] = frozenset({dict, list})


class Effort:
    """Counts looks for the definitions of one document."""

    def __init__(self, translation: Definitions) -> None:
        self._definitions = translation.definitions
        self._weights: dict[int, float] = {}
        heaviest = {
            name: max(map(self._weight_or_endless, composed), default=1.0)
            for name, composed in translation.composed.items()
        }
        self._reached = translation.reached
        self._longest: dict[str, tuple[int, int]] = {}
        self._heaviest = _spread(heaviest, translation.reached)

    def is_bearable(self, name: str, value: Any) -> bool:
        """Return whether a value can be held against a definition in a moment."""
        size, depth = measure(value)
        if size > _MOST_VALUES or depth > _DEEPEST or self._meets_many_objects(name, size):
            return False
        return size * self._heaviest[name] ** (depth + 1) <= _ROUGHLY_ENOUGH or self._looks(name, value) <= _MOST_LOOKS

    def longest_text(self, name: str) -> int:
        """Return how long a JSON text may be so that any value in it can be held, however deep; 0 if it depends on it.

        It does not where one schema looks at each value and none leads back to itself: no schema is so deep.
        """
        is_simple = self._heaviest[name] == 1 and self._listed(name)[1] == 0 and not self._is_recursive(name)
        return 2 * (_MOST_VALUES - 1) if is_simple else 0

    def is_text_bearable(self, name: str, text: bytes) -> bool:
        """Return whether any value that such a JSON text may hold can be; False leaves it open.

        A value takes a character, and but for the first one more before it: a bracket or a comma.
        """
        depth = text.count(b"{") + text.count(b"[") + 1
        return self._is_bearable_within(name, len(text) // 2 + 1, depth) or (
            self._is_bearable_within(name, depth + text.count(b","), depth)
        )

    def _is_bearable_within(self, name: str, size: int, depth: int) -> bool:
        """Return whether any value of at most that size and depth can be."""
        if size > _MOST_VALUES or depth > _DEEPEST or self._meets_many_objects(name, size):
            return False
        heaviest = self._heaviest[name]
        return heaviest == 1 or size * min(heaviest, _ROUGHLY_ENOUGH) ** (depth + 1) <= _ROUGHLY_ENOUGH

    def most_faults(self, name: str, value: Any) -> int:
        """Return how many faults of a value can be told in a moment: each against an `enum` repeats all it lists."""
        longest, _ = self._listed(name)
        if longest <= _SHORT or measure(value)[0] * longest <= _ROUGHLY_ENOUGH:
            return _MOST_FAULTS
        return 1

    def _meets_many_objects(self, name: str, size: int) -> bool:
        """Return whether that many values may be compared with as many objects or lists, each with each."""
        return size > _FEW and size * self._listed(name)[1] > _ROUGHLY_ENOUGH

    def _listed(self, name: str) -> tuple[int, int]:
        """Return how many values the longest `enum` lists that a definition reaches, and the most objects and lists."""
        if name not in self._longest:
            found = [listed for each in self._all_reached(name) for listed in _enumerations(self._definitions[each])]
            objects = (sum(value.__class__ in _HOLDING for value in listed) for listed in found)
            self._longest[name] = max(map(len, found), default=0), max(objects, default=0)
        return self._longest[name]

    def _all_reached(self, name: str) -> set[str]:
        return reached_from(name, self._reached)

    def _is_recursive(self, name: str) -> bool:
        if not self._reached[name]:
            return False
        try:
            TopologicalSorter({each: self._reached[each] for each in self._all_reached(name)}).prepare()
        except CycleError:
            return True
        return False

    def is_light(self, name: str) -> bool:
        """Return whether a single value can be held against a definition in a moment, whatever it is."""
        return self._heaviest[name] <= _MOST_BESIDE

    def _weight_or_endless(self, schema: Any) -> float:
        try:
            return self._weight(schema)
        except RecursionError:
            return inf

    def _weight(self, schema: Any) -> float:
        """Return how many schemas one value meets, infinity if they lead in a circle."""
        if not isinstance(schema, dict):
            return 1
        if id(schema) not in self._weights:
            self._weights[id(schema)] = inf
            # because a mere reference looks at no member itself
            own = schema.keys() != {"$ref"}
            self._weights[id(schema)] = own + sum(map(self._weight, self._beside(schema)))
        return self._weights[id(schema)]

    def _beside(self, schema: Mapping[str, Any]) -> Iterator[Any]:
        """Yield the schemas that look at the same value."""
        for keyword in IN_PLACE & schema.keys():
            inner = schema[keyword]
            if keyword == "$ref":
                yield self._definitions[inner.rpartition("/")[2]]
            elif keyword in LISTED:
                yield from inner
            elif keyword in NAMED:
                yield from inner.values()
            else:
                yield inner

    def _looks(self, name: str, value: Any) -> float:
        try:
            return _Looks(self._beside).count(self._definitions[name], value)
        except RecursionError:
            return inf


def _enumerations(schema: Any) -> Iterator[list[Any]]:
    """Yield what each `enum` in a definition lists."""
    waiting = [schema]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if isinstance(listed := here.get("enum"), list):
                yield listed
            waiting.extend(member for key, member in here.items() if key not in {"enum", "const"})
        elif isinstance(here, list):
            waiting.extend(here)


def _spread(weights: Mapping[str, float], reached: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Return for each name the greatest weight among all that it reaches."""
    users: dict[str, list[str]] = {name: [] for name in weights}
    for name, used in reached.items():
        for each in used:
            users[each].append(name)
    greatest: dict[str, float] = {}
    for name in sorted(weights, key=lambda each: -weights[each]):
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in greatest:
                greatest[current] = weights[name]
                waiting.extend(users[current])
    return greatest


class _Looks:
    """One count, for pairs of schema and value; infinity for a pair that leads back to itself."""

    def __init__(self, beside: Any) -> None:
        self._beside = beside
        self._known: dict[tuple[int, int], float] = {}

    def count(self, schema: Any, value: Any) -> float:
        if not isinstance(schema, dict) or (value.__class__ not in _HOLDING and IN_PLACE.isdisjoint(schema)):
            return 1
        key = (id(schema), id(value))
        if key not in self._known:
            if len(self._known) > _MOST_PAIRS:
                return inf
            self._known[key] = inf
            total = 1 + sum(self.count(part, value) for part in self._beside(schema))
            self._known[key] = total + sum(self.count(part, member) for part, member in _within(schema, value))
        return self._known[key]


def _within(schema: Mapping[str, Any], value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the schemas that look into the value, each with what it looks at."""
    if isinstance(value, dict):
        named = schema.get("properties", {})
        yield from ((named[name], member) for name, member in value.items() if name in named)
        every = [schema[keyword] for keyword in ("additionalProperties", "unevaluatedProperties") if keyword in schema]
        every.extend(schema.get("patternProperties", {}).values())
        yield from ((part, member) for part in every for member in value.values())
    elif isinstance(value, list):
        every = [schema[keyword] for keyword in ("items", "contains", "unevaluatedItems") if keyword in schema]
        yield from ((part, member) for part in every for member in value)
        yield from zip(schema.get("prefixItems", ()), value, strict=False)


def measure(value: Any) -> tuple[int, int]:
    """Return how many values there are in a value, and how deep; no more than is needed to know that it is too much."""
    size, depth = 1, 1
    level: list[Any] = [value] if value.__class__ in _HOLDING else []
    while level and depth <= _DEEPEST:
        held = sum(map(len, level))
        size, depth = size + held, depth + (held > 0)
        if size > _MOST_VALUES:  # before the next level is made, because aliases let a few lines of YAML hold millions
            break
        level = [
            member
            for each in level
            for member in (each.values() if each.__class__ is dict else each)
            if member.__class__ in _HOLDING
        ]
    return size, depth
