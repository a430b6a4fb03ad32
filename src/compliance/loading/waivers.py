"""Waivers from a file, refused where they are not what a waiver has to be."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from compliance.loading.syntax.parse import parse
from compliance.loading.validation import Flaw, empty_field, refuse, validate
from compliance.model.text import Message
from compliance.model.waiver import Waiver

_LONGEST: Final = timedelta(days=365)


def read_waivers(uri: str, content: bytes, day: date) -> tuple[Waiver, ...]:
    """Return the waivers in a file; raises `NotUnderstood` if one has no second pair of eyes or lasts too long."""
    parsed = parse(uri, content)
    waivers: list[Waiver] = validate(list[Waiver], parsed)
    refuse(parsed, (flaw for index, waiver in enumerate(waivers) for flaw in _flaws(waiver, index, day)))
    return tuple(waivers)


def _flaws(waiver: Waiver, index: int, day: date) -> Iterator[Flaw]:
    number = index + 1
    if (empty := empty_field(waiver)) is not None:
        yield f"/{index}/{empty}", Message.of("waiver {number}: {field} is empty", number=number, field=empty)
    elif waiver.owner.strip().casefold() == waiver.approver.strip().casefold():
        template = "waiver {number}: owner and approver are the same; another person approves"
        yield f"/{index}/approver", Message.of(template, number=number)
    if waiver.expires - day > _LONGEST:
        template = "waiver {number}: expires on {found}; at most one year ahead is allowed"
        yield f"/{index}/expires", Message.of(template, number=number, found=waiver.expires)
