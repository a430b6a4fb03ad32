"""What legal bases say of consent, as far as words tell."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass
from compliance.model.pattern import late

Phrases = Mapping[str, tuple[str, ...]]
_WORD: Final = late(r"\w+")
_BEFORE: Final = 3


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
