"""Confirmations from a file, refused where they are not what a confirmation has to be."""

from collections.abc import Iterator
from datetime import date

from compliance.loading.syntax.parse import parse
from compliance.loading.validation import Flaw, empty_field, refuse, validate
from compliance.model.confirmation import Confirmation
from compliance.model.text import Message


def read_confirmations(uri: str, content: bytes, latest: date) -> tuple[Confirmation, ...]:
    """Return the confirmations in a file; raises `NotUnderstood` if one says nothing or is of a day after `latest`."""
    parsed = parse(uri, content)
    confirmations: list[Confirmation] = validate(list[Confirmation], parsed)
    refuse(parsed, (flaw for index, entry in enumerate(confirmations) for flaw in _flaws(entry, index, latest)))
    return tuple(confirmations)


def _flaws(entry: Confirmation, index: int, latest: date) -> Iterator[Flaw]:
    number = index + 1
    if (empty := empty_field(entry)) is not None:
        yield f"/{index}/{empty}", Message.of("confirmation {number}: {field} is empty", number=number, field=empty)
    if entry.on > latest:
        template = "confirmation {number}: made on {found}, a day to come; write the day on which it was looked at"
        yield f"/{index}/on", Message.of(template, number=number, found=entry.on)
