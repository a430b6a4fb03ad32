"""What names of platforms and legal bases say, as far as words tell."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass, field
from compliance.model.pattern import late

Phrases = Mapping[str, tuple[str, ...]]
_WORD: Final = late(r"\w+")
_BEFORE: Final = 3


@dataclass(frozen=True, slots=True)
class PlatformWords:
    """The words of a name that are not general; remembered, because each name is compared with all others."""

    general: Phrases
    _known: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, name: str | None) -> frozenset[str]:
        """Return the words of a name that tell what the platform is for; empty if it has none, or there is no name."""
        text = name or ""
        if text not in self._known:
            general = _any_of(tuple(phrase for phrases in self.general.values() for phrase in phrases))
            self._known[text] = frozenset(_WORD.findall(general.sub(" ", " ".join(_WORD.findall(fold(text))))))
        return self._known[text]


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The phrases that name consent, and the words that deny it."""

    words: Phrases

    def name_consent(self, text: str) -> bool:
        """Return whether a text names consent; `without consent` does not."""
        words, folded = self.words, fold(text)
        found = _any_of(words["consent"]).finditer(folded)
        return any(
            not set(_WORD.findall(folded[: each.start()])[-_BEFORE:]).intersection(words["denial"]) for each in found
        )


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for whole phrases, the longest first."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(map(fold, phrases), key=len, reverse=True)))})\b")
