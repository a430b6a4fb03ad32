"""Words by which names and sentences, Vietnamese or English, seem to speak of something."""

from collections.abc import Iterable
from typing import Final

from compliance.model.codelist import plain
from compliance.model.dataclass import dataclass
from compliance.model.lazy import lazy_property
from compliance.model.pattern import late

_BETWEEN: Final = late(r"[\W_]+")


class Words:
    """Phrases in plain lower case, without Vietnamese marks."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases)

    @lazy_property
    def _spoken(self) -> tuple[str, ...]:
        return tuple(f" {phrase} " for phrase in self._phrases)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._phrases

    def are_in(self, text: str) -> bool:
        """Return whether a text holds one of the phrases, as whole words."""
        spoken = f" {searchable(text)} "
        return any(phrase in spoken for phrase in self._spoken)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of operations: words that their names hold if they have it, and names of their parameters."""

    code: str
    words: Words
    parameters: Words


def searchable(text: str) -> str:
    """Return a text in plain lower case, with one blank between its words: `Tra cứu/hộ` becomes `tra cuu ho`."""
    return _BETWEEN.sub(" ", (text if text.isascii() else plain(text)).lower())
