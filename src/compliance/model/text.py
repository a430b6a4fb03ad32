"""Text for people: stored in both languages, or made from a translatable template."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final, TypeAlias

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.model.pattern import late

VIET_NAM: Final = timezone(timedelta(hours=7))
_PARAMETER: Final = late(r"\{(\w+)\}")
_MOST_BITS: Final = 10_000
_LONGEST: Final = 2_000
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

Value: TypeAlias = "str | int | date | Message"
"""What a sentence names. Days and moments, codes that have words, and sentences are written as the reader has them."""


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
    parameters: "tuple[tuple[str, str | int | date | Message], ...]" = ()

    @classmethod
    def of(cls, template: str, /, **parameters: Value) -> "Message":
        """Build a message: `Message.of("found {found}", found="x")`."""
        for name, value in parameters.items():
            if isinstance(value, int):
                parameters[name] = _writable(value)
        return cls(template, tuple(parameters.items()))

    def fill(self, translate: Callable[[str], str] = str, language: Language = "en") -> str:
        """Return the finished sentence; `translate` gives each template in the language.

        Only plain names are replaced: a template may come from a dossier that somebody altered.
        """
        values = {name: _written(value, translate, language) for name, value in self.parameters}
        return _PARAMETER.sub(lambda match: values.get(match[1], match[0]), translate(self.template))

    def plain(self) -> dict[str, str | int]:
        """Return the parameters for programs: days as 2026-12-31, codes as they are, sentences in English."""
        return {name: _plain(value) for name, value in self.parameters}

    def __str__(self) -> str:
        return self.fill()


class Coded(StrEnum):
    """A closed scale whose members have words: `NO_TLS = "no-tls", Message.of("TLS did not work")`.

    Programs are given the code; a sentence says what it means.
    """

    said: Message

    def __new__(cls, code: str, said: Message) -> "Coded":
        member = str.__new__(cls, code)
        member._value_ = code
        member.said = said
        return member


def written_day(value: date, language: Language) -> str:
    """Write a day, and the moment of a `datetime`, as readers of the language do: 31/12/2026, 31 December 2026."""
    if isinstance(value, datetime):
        return _written_moment(value, language)
    if language == "vi":
        return f"{value:%d/%m}/{value.year:04d}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year:04d}"


def _written_moment(moment: datetime, language: Language) -> str:
    here, zone = _in_viet_nam(moment)
    return f"{written_day(here.date(), language)} {here:%H:%M:%S}{zone}"


def _in_viet_nam(moment: datetime) -> tuple[datetime, str]:
    """Return a moment in the time of Viet Nam and how that is written; as it stands at the ends of the calendar."""
    if moment.tzinfo is None:
        return moment, ""
    try:
        return moment.astimezone(VIET_NAM), " (UTC+7)"
    except OverflowError:
        return moment, f" ({moment.tzname()})"


def _written(value: Value, translate: Callable[[str], str], language: Language) -> str:
    match value:
        case Message():
            # because a dossier that somebody altered may hold sentences that double from one to the next
            return value.fill(translate, language)[:_LONGEST]
        case Coded():
            return value.said.fill(translate, language)
        case date():
            return written_day(value, language)
        case _:
            return str(value)


def _plain(value: Value) -> str | int:
    match value:
        case Message():
            return str(value)
        case Coded():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return value


def _writable(number: int) -> int | str:
    """Return the number, as a power of two if it has more digits than Python writes."""
    return f"2^{number.bit_length()}" if number.bit_length() > _MOST_BITS else number


def shown(text: str, longest: int = 60) -> str:
    """Return a text as a sentence names it: cut, in quotation marks if it is empty or its ends cannot be seen.

    Characters that cannot be seen are written as escapes, as JSON has them.
    """
    cut = text[:longest]
    if not cut.isprintable():
        cut = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in cut)
    return cut if cut and cut.strip() == cut else f'"{cut}"'


def local_day(moment: datetime) -> date:
    """Return the day in Viet Nam, which people there mean by a date; the day as written at the ends of the calendar.

    RFC 5280, 4.1.2.5: 9999-12-31 23:59:59 is the lawful end of a certificate that has none.
    """
    here, _ = _in_viet_nam(moment)
    return here.date()
