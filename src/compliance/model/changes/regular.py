"""Whether every text that one pattern matches is matched by another.

What is no regular expression in the strict sense, such as a look-ahead, or would take too much work, is left undecided.
"""

from collections import deque
from collections.abc import Collection, Iterable
from typing import Final

from compliance.model.changes.automaton import Automaton, NotRegular
from compliance.model.pattern import late

_MOST_STEPS: Final = 200_000
_MOST_TEXTS: Final = 200
_OPERATORS: Final = late(r"[\^$\\.*+?()\[\]{}|]")


def is_within(inner: Iterable[str], outer: str) -> bool | None:
    """Return whether a text that all of the inner patterns match is matched by the outer one; None if undecided.

    One of the inner ones that lies within is enough; without any, every text may come.
    """
    decided = [_is_within(pattern, outer) for pattern in list(inner) or [""]]
    if True in decided:
        return True
    return False if decided == [False] else None


def matches(pattern: str, text: str) -> bool | None:
    """Return whether a pattern is found in a text; None if undecided."""
    try:
        automaton = Automaton(pattern)
    except NotRegular:
        return None
    states = automaton.begin
    for character in text:
        states = automaton.step(states, ord(character))
    return automaton.end in states


def is_one_of(pattern: str, texts: Collection[str]) -> bool:
    """Return whether it is certain that a pattern matches some listed texts only."""
    if not 0 < len(texts) <= _MOST_TEXTS:
        return False
    listed = "|".join(_OPERATORS.sub(r"\\\g<0>", text) for text in texts)
    return _is_within(pattern, f"^({listed})$") is True


def _is_within(inner: str, outer: str) -> bool | None:
    try:
        one, other = Automaton(inner), Automaton(outer)
    except NotRegular:
        return None
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
        if len(seen) * len(points) > _MOST_STEPS:
            return None
    return True
