"""Text for people: stored in both languages, or made from a translatable template."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.language import Language

VIET_NAM: Final = timezone(timedelta(hours=7))
_PARAMETER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in English and Vietnamese."""

    en: str
    vi: str

    def to(self, language: Language) -> str:
        """Return the statement in `language`."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Message:
    """A template with named parameters; the template is the key under which it is translated."""

    template: str
    parameters: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, template: str, /, **parameters: str | int) -> "Message":
        """Build a message: `Message.of("found {found}", found="x")`."""
        return cls(template, tuple(parameters.items()))

    def fill(self, template: str | None = None) -> str:
        """Return the finished sentence, from the given translation of the template or the English one.

        Only plain names are replaced: a template may come from a dossier that somebody altered.
        """
        values = dict(self.parameters)
        return _PARAMETER.sub(lambda match: str(values.get(match[1], match[0])), template or self.template)

    def __str__(self) -> str:
        return self.fill()


def local_day(moment: datetime) -> str:
    """Return the day in Viet Nam, which people there mean by a date."""
    return moment.astimezone(VIET_NAM).date().isoformat()
