"""Paths as reports may show them: what may name a person, or be a secret, is left out."""

from collections.abc import Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.pattern import late

HIDDEN: Final = "{…}"
_WORD: Final = late(r"[A-Za-z][A-Za-z0-9]*(?:[._~-][A-Za-z0-9]+){0,9}")
_MANY_DIGITS: Final = late(r"(?:[^0-9]*[0-9]){4}")
_HEXADECIMAL: Final = late(r"[0-9a-fA-F]{8,}")
_LONGEST: Final = 40
_LONGEST_MIXED: Final = 12
_MOST_BESIDE: Final = 30
_MOST_SEGMENTS: Final = 20
_MOST_PATHS: Final = 5_000


def shown(segment: str) -> str:
    """Return a segment that is a plain word of letters, with a few digits at most; `{…}` for any other."""
    return segment if not segment or _is_plain(segment) else HIDDEN


def _is_plain(segment: str) -> bool:
    if len(segment) > _LONGEST or _WORD.fullmatch(segment) is None or _MANY_DIGITS.match(segment) is not None:
        return False
    longest = max(segment.replace("_", "-").replace(".", "-").split("-"), key=len)
    is_mixed = not longest.isalpha() and len(longest) > _LONGEST_MIXED
    return not is_mixed and _HEXADECIMAL.fullmatch(longest) is None


@dataclass(frozen=True, slots=True)
class PathName:
    """A path in two parts: as far as a document has it, as it is written there, and the rest, as it may be shown."""

    known: tuple[str, ...]
    rest: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join((*self.known, *self.rest))


class PathNames:
    """Names of paths that a document does not have. What stands beside too many others in one place becomes `{…}`.

    What it keeps is bounded, however many paths there are.
    """

    def __init__(self) -> None:
        self._beside: dict[tuple[str, ...], set[str]] = {}
        self._crowded: set[tuple[str, ...]] = set()

    def name(self, known: Sequence[str], rest: Sequence[str]) -> PathName:
        """Return the name of a path that goes on with `rest` where the document ends."""
        found: list[str] = []
        for segment in map(shown, rest):
            begun = (*known, *found)
            if len(found) == _MOST_SEGMENTS:
                found.append(HIDDEN)
                break
            if segment != HIDDEN and not self._has_room(begun, segment):
                found.append(HIDDEN)
                break
            found.append(segment)
        return PathName(tuple(known), tuple(found))

    def settled(self, name: PathName) -> PathName:
        """Return a name as it is now that more paths were seen."""
        begun = name.known
        for segment in name.rest:
            begun = (*begun, HIDDEN if begun in self._crowded and segment else segment)
        return PathName(name.known, begun[len(name.known) :])

    def _has_room(self, begun: tuple[str, ...], segment: str) -> bool:
        """Note a segment behind a beginning; returns whether its beginning is one of those that are kept."""
        if begun in self._crowded:
            return True
        if begun not in self._beside:
            if len(self._beside) + len(self._crowded) >= _MOST_PATHS:
                return False
            self._beside[begun] = set()
        beside = self._beside[begun]
        beside.add(segment)
        if len(beside) > _MOST_BESIDE:
            self._crowded.add(begun)
            del self._beside[begun]
        return True
