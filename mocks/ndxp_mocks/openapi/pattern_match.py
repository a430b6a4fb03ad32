"""Whether a text fits a pattern, in a time that grows with the text and no faster.

Python tries every way in which a pattern such as `^(\\w+\\s?)+$` may divide a text: of a name of forty letters with a
bracket behind it there are more than anybody waits for. Such patterns, which the documents of agencies have for names,
are followed in all their ways at once instead.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, Final

# re has no public names for what it makes of a pattern
_MOST: Final = int(import_module("re._constants").MAXREPEAT)
_LARGEST: Final = 20_000
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT")
# Up to so many times, trying every way costs little.
_FEW: Final = 8
Predicate = Callable[[str], bool]


def matches(pattern: str, text: str) -> bool:
    """Return whether the text holds what the pattern, which Python can read, stands for."""
    machine = _machine(pattern)
    return re.search(pattern, text) is not None if machine is None else machine.finds(text)


class _Beyond(Exception):
    """A part of a pattern that looks back or ahead, or that is larger than is followed here."""


class _Machine:
    """The states of a pattern; each is a list of steps, and state 0 is the end."""

    def __init__(self) -> None:
        self._steps: list[tuple[Predicate | None, Callable[[str, int], bool] | None, tuple[int, ...]]] = [
            (None, None, ())
        ]
        self._begin = 0

    def build(self, parsed: Any) -> "_Machine":
        """Add the states of a pattern. _Beyond where it is not followed here."""
        self._begin = self._sequence(parsed, 0)
        return self

    def finds(self, text: str) -> bool:
        """Return whether the end is reached from any place of the text."""
        states: set[int] = set()
        for at in range(len(text) + 1):
            states = self._closed((*states, self._begin), text, at)
            if 0 in states:
                return True
            if at < len(text):
                states = set(self._taken(states, text[at]))
        return False

    def _taken(self, states: Iterable[int], sign: str) -> Iterator[int]:
        for state in states:
            takes, _, following = self._steps[state]
            if takes is not None and takes(sign):
                yield following[0]

    def _closed(self, begun: Iterable[int], text: str, at: int) -> set[int]:
        """Return the states that are reached without taking a sign."""
        seen: set[int] = set()
        waiting = list(begun)
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            takes, holds, following = self._steps[state]
            if takes is None and (holds is None or holds(text, at)):
                waiting.extend(following)
        return seen

    def _add(
        self, *following: int, takes: Predicate | None = None, holds: Callable[[str, int], bool] | None = None
    ) -> int:
        if len(self._steps) > _LARGEST:
            raise _Beyond
        self._steps.append((takes, holds, following))
        return len(self._steps) - 1

    def _sequence(self, parsed: Any, after: int) -> int:
        for kind, value in reversed(list(parsed)):
            after = self._node(str(kind), value, after)
        return after

    def _node(self, kind: str, value: Any, after: int) -> int:
        match kind:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                return self._add(after, takes=_predicate(kind, value))
            case "BRANCH":
                return self._add(*[self._sequence(way, after) for way in value[1]])
            case "SUBPATTERN" if not value[1] and not value[2]:
                return self._sequence(value[3], after)
            case "AT" if str(value) in _PLACES:
                return self._add(after, holds=_PLACES[str(value)])
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self._repeat(int(value[0]), int(value[1]), value[2], after)
        raise _Beyond

    def _repeat(self, least: int, most: int, inner: Any, after: int) -> int:
        if most == _MOST:
            loop = self._add(after)
            self._steps[loop] = (None, None, (self._sequence(inner, loop), after))
            after = loop
        else:
            end = after
            for _ in range(most - least):
                after = self._add(self._sequence(inner, after), end)
        for _ in range(least):
            after = self._sequence(inner, after)
        return after


@cache
def _machine(pattern: str) -> _Machine | None:
    """Return what follows a pattern. None if Python is quick, or if it looks back or ahead."""
    parsed = import_module("re._parser").parse(pattern)
    if parsed.state.flags & ~re.UNICODE or not _is_risky(parsed, within=False):
        return None
    try:
        return _Machine().build(parsed)
    except (_Beyond, RecursionError):
        return None


def _is_risky(parsed: Any, *, within: bool) -> bool:
    """Return whether a repetition holds another one, or a choice, so that there may be many ways to one text."""
    for kind, value in parsed:
        name = str(kind)
        if name in _REPEATS:
            is_open = int(value[1]) > max(_FEW, int(value[0]))
            if (within and value[0] != value[1]) or _is_risky(value[2], within=within or is_open):
                return True
        elif name == "BRANCH":
            if within or any(_is_risky(way, within=within) for way in value[1]):
                return True
        elif name == "SUBPATTERN" and _is_risky(value[3], within=within):
            return True
    return False


def _predicate(kind: str, value: Any) -> Predicate:
    match kind:
        case "LITERAL":
            return chr(value).__eq__
        case "NOT_LITERAL":
            return chr(value).__ne__
        case "ANY":
            return "\n".__ne__
    negated = any(str(name) == "NEGATE" for name, _ in value)
    members = [_member(str(name), each) for name, each in value if str(name) != "NEGATE"]
    return lambda sign: any(member(sign) for member in members) is not negated


def _member(kind: str, value: Any) -> Predicate:
    match kind:
        case "LITERAL":
            return chr(value).__eq__
        case "RANGE":
            return lambda sign: value[0] <= ord(sign) <= value[1]
        case "CATEGORY" if str(value) in _CATEGORIES:
            return _CATEGORIES[str(value)]
    raise _Beyond


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_boundary(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at] if at else "", text[at : at + 1]
    return _is_word(before) is not _is_word(behind)


_CATEGORIES: Final[dict[str, Predicate]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_NOT_DIGIT": lambda sign: not sign.isdecimal(),
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_NOT_SPACE": lambda sign: not sign.isspace(),
    "CATEGORY_WORD": _is_word,
    "CATEGORY_NOT_WORD": lambda sign: not _is_word(sign),
}
_PLACES: Final[dict[str, Callable[[str, int], bool]]] = {
    "AT_BEGINNING": lambda _, at: at == 0,
    "AT_BEGINNING_STRING": lambda _, at: at == 0,
    "AT_END": lambda text, at: at == len(text) or (at == len(text) - 1 and text[at] == "\n"),
    "AT_END_STRING": lambda text, at: at == len(text),
    "AT_BOUNDARY": _is_boundary,
    "AT_NON_BOUNDARY": lambda text, at: bool(text) and not _is_boundary(text, at),
}
