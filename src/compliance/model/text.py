"""Text for people: stored in both languages, or made from a translatable template."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.language import Language

VIET_NAM: Final = timezone(timedelta(hours=7))
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
_MOST_BITS: Final = 10_000


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
        return cls(template, tuple((name, _writable(value)) for name, value in parameters.items()))

    def fill(self, template: str | None = None, written: Callable[[str | int], str] = str) -> str:
        """Return the finished sentence, from the given translation of the template or the English one.

        `written` gives parameters the reader's form. Only plain names are replaced: a template may come from a dossier
        that somebody altered.
        """
        values = dict(self.parameters)
        return _PARAMETER.sub(lambda match: written(values.get(match[1], match[0])), template or self.template)

    def __str__(self) -> str:
        return self.fill()


def _writable(value: str | int) -> str | int:
    """Return the value, as a power of two if it is a number of more digits than Python writes."""
    return f"2^{value.bit_length()}" if isinstance(value, int) and value.bit_length() > _MOST_BITS else value


class Day(str):
    """A day as `2026-11-28`, a parameter of messages that each reader is told in a form of their own."""

    __slots__ = ()

    @classmethod
    def of(cls, value: date) -> "Day":
        return cls(value.isoformat())


def local_day(moment: datetime) -> Day:
    """Return the day in Viet Nam, which people there mean by a date; the day as written at the ends of the calendar.

    RFC 5280, 4.1.2.5: 9999-12-31 23:59:59 is the lawful end of a certificate that has none.
    """
    try:
        return Day.of(moment.astimezone(VIET_NAM).date())
    except OverflowError:
        return Day.of(moment.date())
