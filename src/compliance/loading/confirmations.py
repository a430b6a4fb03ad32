"""Confirmations from a file, refused where they are not what a confirmation has to be."""

from datetime import date

from compliance.loading.errors import NotUnderstood
from compliance.loading.syntax.parse import parse
from compliance.loading.validation import empty_field, validate
from compliance.model.confirmation import Confirmation
from compliance.model.location import Location
from compliance.model.text import Message


def read_confirmations(uri: str, content: bytes, latest: date) -> tuple[Confirmation, ...]:
    """Return the confirmations in a file; raises `NotUnderstood` if one says nothing or is of a day after `latest`."""
    confirmations: list[Confirmation] = validate(list[Confirmation], parse(uri, content))
    for index, entry in enumerate(confirmations):
        if (empty := empty_field(entry)) is not None:
            message = Message.of("confirmation {number}: {field} is empty", number=index + 1, field=empty)
            raise NotUnderstood(Location(uri, f"/{index}/{empty}"), message)
        if entry.on > latest:
            message = Message.of(
                "confirmation {number}: made on {found}, a day to come; write the day on which it was looked at",
                number=index + 1,
                found=entry.on,
            )
            raise NotUnderstood(Location(uri, f"/{index}/on"), message)
    return tuple(confirmations)
