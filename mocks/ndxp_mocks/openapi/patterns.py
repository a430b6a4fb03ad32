"""Texts that a pattern permits, drawn from what Python makes of the pattern."""

from collections.abc import Callable, Mapping
from importlib import import_module
from random import Random
from typing import Any, Final

from ndxp_mocks.openapi.pattern_match import matches

_ATTEMPTS: Final = 24
_LONGEST: Final = 1000
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz"
_ANY: Final = f"{_LETTERS}0123456789"
_PRINTED: Final = "".join(map(chr, range(32, 127)))
_OF_CATEGORY: Final = {
    "CATEGORY_DIGIT": "0123456789",
    "CATEGORY_NOT_DIGIT": _LETTERS,
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": _LETTERS,
    "CATEGORY_WORD": _LETTERS,
    "CATEGORY_NOT_WORD": "-. ",
}


def draw_matching(pattern: str, random: Random, shortest: int = 0, longest: int | None = None) -> str | None:
    """Return a text that the pattern permits and that has the length, None if a few attempts found none."""
    parsed = import_module("re._parser").parse(pattern)  # because no public name leads to it; Hypothesis does so too
    for attempt in range(_ATTEMPTS):
        wished = max(0, shortest - attempt // 2) if attempt % 2 else None
        text = _grown(pattern, _StringDraw(random, attempt + 1, wished).text(parsed), shortest, random)
        fits = len(text) >= shortest and (longest is None or len(text) <= longest)
        if fits and matches(pattern, text):
            return text
    return None


def _grown(pattern: str, text: str, shortest: int, random: Random) -> str:
    """Return the text made longer at its end, where it is too short and the pattern does not bind the end."""
    if len(text) >= shortest:
        return text
    longer = text + "".join(random.choice(_LETTERS) for _ in range(shortest - len(text)))
    return longer if matches(pattern, longer) else text


class _StringDraw:
    """One text from a parsed pattern.

    A repetition comes `wished` times where it may, else at most `more` times more often than it has to.
    """

    def __init__(self, random: Random, more: int, wished: int | None) -> None:
        self._random = random
        self._more = more
        self._wished = wished
        self._groups: dict[int, str] = {}
        self._ways: Mapping[str, Callable[[Any], str]] = {
            "LITERAL": chr,
            "NOT_LITERAL": lambda code: random.choice([sign for sign in _ANY if ord(sign) != code]),
            "ANY": lambda _: random.choice(_LETTERS),
            "IN": lambda members: random.choice(_signs(members)),
            "BRANCH": lambda branch: self.text(random.choice(branch[1])),
            "SUBPATTERN": self._group,
            "GROUPREF": lambda group: self._groups.get(group, ""),
            "MAX_REPEAT": self._repeated,
            "MIN_REPEAT": self._repeated,
            "POSSESSIVE_REPEAT": self._repeated,
            "ATOMIC_GROUP": self.text,
        }

    def text(self, parsed: Any) -> str:
        # What is not among the ways looks at the text and adds nothing to it.
        return "".join(self._ways[str(kind)](value) for kind, value in parsed if str(kind) in self._ways)

    def _group(self, group: Any) -> str:
        found = self.text(group[3])
        if group[0] is not None:
            self._groups[group[0]] = found
        return found

    def _repeated(self, repeated: Any) -> str:
        least, most, inner = repeated
        highest = min(most, least + self._more, _LONGEST)
        times = self._random.randint(min(least, highest), highest)
        if self._wished is not None:
            times = min(max(least, self._wished), most, _LONGEST)
        return "".join(self.text(inner) for _ in range(times))


def _signs(members: Any) -> str:
    """Return the signs that a class permits: letters and digits before others."""
    kinds = [str(kind) for kind, _ in members]
    found = "".join(_of_class(str(kind), value) for kind, value in members)
    if "NEGATE" in kinds:
        left = [sign for sign in _ANY if sign not in found] or [sign for sign in _PRINTED if sign not in found]
        return "".join(left) or "\u00e0"
    return "".join(sign for sign in found if sign in _ANY) or found or "x"


def _of_class(kind: str, value: Any) -> str:
    match kind:
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return "".join(map(chr, range(value[0], min(value[1], value[0] + 200) + 1)))
        case "CATEGORY":
            return _OF_CATEGORY.get(str(value), _LETTERS)
    return ""
