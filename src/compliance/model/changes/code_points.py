"""Sets of characters of patterns, as ranges of their code points."""

from collections.abc import Mapping
from typing import Final, TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]

LAST: Final = 0x10FFFF
ANY: Final[Ranges] = ((0, LAST),)
_DIGITS: Final[Ranges] = ((48, 57),)
_WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
_BLANK: Final[Ranges] = ((9, 13), (32, 32), (160, 160), (0x2000, 0x200A), (0x2028, 0x2029), (0x3000, 0x3000))
CLASSES: Final[Mapping[str, Ranges]] = {"d": _DIGITS, "w": _WORD, "s": _BLANK}
CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
SPECIAL: Final = frozenset("^$\\.*+?()[]{}|/-\"'#@!%&=<>:;,~`_ ")


def complement(ranges: Ranges) -> Ranges:
    """Return all characters but those within ranges."""
    found, begin = [], 0
    for low, high in sorted(ranges):
        if low > begin:
            found.append((begin, low - 1))
        begin = max(begin, high + 1)
    return (*found, (begin, LAST)) if begin <= LAST else tuple(found)
