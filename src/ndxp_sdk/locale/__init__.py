"""Words of the command line in the reader's language: English is the source, Vietnamese is complete (gettext)."""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

DOMAIN: Final = "ndxp"
DIRECTORY: Final = Path(__file__).parent
LANGUAGES: Final = ("vi", "en")

Language = Literal["en", "vi"]


class Words:
    """The words of one language: `words("Service")`, `words("{count} services", count=3)`."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = gettext.translation(DOMAIN, DIRECTORY, [language], fallback=language == "en")

    def __call__(self, template: str, /, **parameters: str | int) -> str:
        translated = self._catalogue.gettext(template) if template else ""
        return translated.format_map(parameters) if parameters else translated


def said(sentence: str) -> str:
    """Mark a sentence for the catalogue; it is translated when it is told."""
    return sentence


@cache
def words(language: Language) -> Words:
    """Return the words of one language."""
    return Words(language)


def language_of(environment: Mapping[str, str] = os.environ) -> Language:
    """Vietnamese where the environment asks for it (LC_ALL, LC_MESSAGES, LANG, in that order), else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"
