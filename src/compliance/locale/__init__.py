"""Words in the reader's language: English is the source, Vietnamese is complete. Catalogues are gettext."""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from compliance.model.lazy import lazy_property

if TYPE_CHECKING:
    from compliance.model.language import Language
    from compliance.model.text import Message, Text, Value

DOMAIN: Final = "compliance"
DIRECTORY: Final = os.path.dirname(__file__)  # noqa: PTH120 - because pathlib costs a tenth of `--help`


class Translator:
    """Translates: `words("Owner")`, `words("{count} breached", count=3)`, `words.message(...)`, `words.text(...)`."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: "Language") -> None:
        self.language = language
        is_source = language == "en"
        self._catalogue = (
            gettext.NullTranslations() if is_source else gettext.translation(DOMAIN, DIRECTORY, [language])
        )
        if not is_source:
            self._catalogue.add_fallback(_OfPackages(language))

    def __call__(self, template: str, /, **parameters: "Value") -> str:
        if parameters:
            return self._filled(template, parameters)
        return self._catalogue.gettext(template) if template else ""

    def _filled(self, template: str, parameters: "Mapping[str, Value]") -> str:
        from compliance.model.text import Message  # noqa: PLC0415 - because `--help` needs few sentences with parameters

        return self.message(Message.of(template, **parameters))

    def message(self, message: "Message") -> str:
        """Return the finished sentence of a message."""
        return message.fill(self, self.language)

    def text(self, text: "Text | None") -> str:
        """Return the statement in this language; empty for None."""
        return text.to(self.language) if text is not None else ""


class _OfPackages(gettext.NullTranslations):
    """Words that packages of rules bring: `locale/vi.json` beside the rules, sentences with their translations."""

    def __init__(self, language: "Language") -> None:
        super().__init__()
        self._language = language

    @lazy_property
    def _texts(self) -> Mapping[str, str]:
        from compliance.locale.packages import texts  # noqa: PLC0415 - because most sentences are ours

        return texts(self._language)

    def gettext(self, message: str) -> str:
        """Return the translation, the sentence itself if there is none."""
        return self._texts.get(message, message)


@cache
def words(language: "Language") -> Translator:
    """Return the translator of one language."""
    return Translator(language)


def language_of(environment: Mapping[str, str] = os.environ) -> "Language":
    """Return Vietnamese if the environment asks for it (LC_ALL, LC_MESSAGES, LANG, in that order), else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"
