"""Whether every text that one pattern matches is matched by another.

What is no regular expression in the strict sense, such as a look-ahead, or would take too much work, is left undecided.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeAlias

from compliance.model.changes.automaton import Automaton, NotRegular
from compliance.model.pattern import late

_MOST_STEPS: Final = 200_000
_MOST_EFFORT: Final = 1_000_000
"""States that are looked at for one question, about half a second."""
_MOST_ALTOGETHER: Final = 3_000_000
_MOST_TEXTS: Final = 200
_OPERATORS: Final = late(r"[\^$\\.*+?()\[\]{}|]")

Matches: TypeAlias = Callable[[str, str], bool | None]


class Patterns:
    """The patterns of two documents that are compared: each is read once and each question answered once.

    All answers together take a limited effort. After that every answer is that it is undecided, and `is_exhausted`.
    """

    def __init__(self) -> None:
        self._left = _MOST_ALTOGETHER
        self._read: dict[str, Automaton | None] = {}
        self._within: dict[tuple[str, str], bool | None] = {}

    @property
    def is_exhausted(self) -> bool:
        return self._left < 0

    def is_within(self, inner: Iterable[str], outer: str) -> bool | None:
        """Return whether a text that all of the inner patterns match is matched by the outer one; None if undecided.

        One of the inner ones that lies within is enough; without any, every text may come.
        """
        decided = [self._is_within(pattern, outer) for pattern in list(inner) or [""]]
        if True in decided:
            return True
        return False if decided == [False] else None

    def matches(self, pattern: str, text: str) -> bool | None:
        """Return whether a pattern is found in a text; None if undecided."""
        automaton = self._automaton(pattern)
        if automaton is None:
            return None
        before = automaton.effort
        found = _is_found(automaton, text)
        self._left -= automaton.effort - before
        return found

    def is_one_of(self, pattern: str, texts: Collection[str]) -> bool:
        """Return whether it is certain that a pattern matches some listed texts only."""
        if not 0 < len(texts) <= _MOST_TEXTS:
            return False
        listed = "|".join(_OPERATORS.sub(r"\\\g<0>", text) for text in texts)
        return self._is_within(pattern, f"^({listed})$") is True

    def _is_within(self, inner: str, outer: str) -> bool | None:
        key = (inner, outer)
        if key not in self._within:
            one, other = self._automaton(inner), self._automaton(outer)
            if one is None or other is None:
                return None
            before = one.effort + other.effort
            self._within[key] = _is_within(one, other)
            self._left -= one.effort + other.effort - before
        return self._within[key]

    def _automaton(self, pattern: str) -> Automaton | None:
        """Return the automaton of a pattern, None if it is none that is decided here, or no effort is left."""
        if self.is_exhausted:
            return None
        if pattern not in self._read:
            try:
                self._read[pattern] = Automaton(pattern)
            except NotRegular:
                self._read[pattern] = None
            found = self._read[pattern]
            self._left -= len(pattern) + (found.effort if found is not None else 0)
        return self._read[pattern]


def matches(pattern: str, text: str) -> bool | None:
    """Return whether a pattern is found in a text; None if undecided."""
    return Patterns().matches(pattern, text)


def _is_found(automaton: Automaton, text: str) -> bool | None:
    limit = automaton.effort + _MOST_EFFORT
    states = automaton.begin
    for character in text:
        states = automaton.step(states, ord(character))
        if automaton.effort > limit:
            return None
    return automaton.end in states


def _is_within(one: Automaton, other: Automaton) -> bool | None:
    limit = one.effort + other.effort + _MOST_EFFORT
    points = sorted({0, *one.borders(), *other.borders()})
    waiting = deque([(one.begin, other.begin)])
    seen = {waiting[0]}
    while waiting:
        left, right = waiting.popleft()
        if one.end in left and other.end not in right:
            return False
        for point in points:
            pair = one.step(left, point), other.step(right, point)
            if pair[0] and pair not in seen:
                seen.add(pair)
                waiting.append(pair)
        if len(seen) * len(points) > _MOST_STEPS or one.effort + other.effort > limit:
            return None
    return True
