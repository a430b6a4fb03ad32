"""Days of the calendar as people write them: 28 November 2026, and in Vietnamese 28/11/2026."""

from datetime import date
from typing import TYPE_CHECKING

from compliance.model.text import Day

if TYPE_CHECKING:
    from compliance.locale import Translator


def written(value: date, words: "Translator") -> str:
    """Return a day in the reader's form."""
    return words("{day} {month} {year}", day=value.day, month=_month(value, words), year=f"{value.year:04d}")


def told(value: str | int, words: "Translator") -> str:
    """Return a parameter of a message in the reader's form; anything but a day stays as it is."""
    return written(date.fromisoformat(value), words) if isinstance(value, Day) else str(value)


def _month(value: date, words: "Translator") -> str:
    return (
        words("January"),
        words("February"),
        words("March"),
        words("April"),
        words("May"),
        words("June"),
        words("July"),
        words("August"),
        words("September"),
        words("October"),
        words("November"),
        words("December"),
    )[value.month - 1]
