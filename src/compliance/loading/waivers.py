"""Waivers from a file, refused where they are not what a waiver has to be."""

from datetime import date, timedelta
from typing import Final

from compliance.loading.errors import NotUnderstood
from compliance.loading.syntax.parse import parse
from compliance.loading.validation import empty_field, validate
from compliance.model.location import Location
from compliance.model.text import Message
from compliance.model.waiver import Waiver

_LONGEST: Final = timedelta(days=365)


def read_waivers(uri: str, content: bytes, day: date) -> tuple[Waiver, ...]:
    """Return the waivers in a file; raises `NotUnderstood` if one has no second pair of eyes or lasts too long."""
    waivers: list[Waiver] = validate(list[Waiver], parse(uri, content))
    for index, waiver in enumerate(waivers):
        if (empty := empty_field(waiver)) is not None:
            message = Message.of("waiver {number}: {field} is empty", number=index + 1, field=empty)
            raise NotUnderstood(Location(uri, f"/{index}/{empty}"), message)
        if waiver.owner.strip().casefold() == waiver.approver.strip().casefold():
            message = Message.of(
                "waiver {number}: owner and approver are the same; another person approves", number=index + 1
            )
            raise NotUnderstood(Location(uri, f"/{index}/approver"), message)
        if waiver.expires - day > _LONGEST:
            message = Message.of(
                "waiver {number}: expires on {found}; at most one year ahead is allowed",
                number=index + 1,
                found=waiver.expires,
            )
            raise NotUnderstood(Location(uri, f"/{index}/expires"), message)
    return tuple(waivers)
