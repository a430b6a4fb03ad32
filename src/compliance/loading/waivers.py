"""Waivers from a file, refused where they are not what a waiver has to be."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.loading.validation import Flaw, empty_field, refuse, validate
from compliance.model.dataclass import replace
from compliance.model.text import Message
from compliance.model.waiver import Waiver

LONGEST: Final = timedelta(days=365)
"""So long a waiver lasts at most."""
_SIGNED: Final = ("reason", "legal_basis", "owner", "approver")
"""The fields in which people answer for a waiver."""


def read_waivers(uri: str, content: bytes, day: date) -> tuple[Waiver, ...]:
    """Return the waivers in a file; raises `NotUnderstood` if one has no second pair of eyes or lasts too long."""
    parsed, waivers = _read(uri, content)
    refuse(parsed, (*_unsigned(waivers), *(flaw for each in enumerate(waivers) for flaw in _flaws(*each, day))))
    return waivers


def read_drafts(uri: str, content: bytes) -> tuple[Waiver, ...]:
    """Return the entries of a file that may still have to be signed, none of one that is empty.

    Raises:
        NotUnderstood: the file holds anything else.
    """
    return _read(uri, content)[1]


def _read(uri: str, content: bytes) -> tuple[Parsed, tuple[Waiver, ...]]:
    parsed = parse(uri, content)
    if parsed.is_readable:
        parsed = replace(parsed, tree=_with_texts(parsed.tree))
    return parsed, tuple(validate(list[Waiver], parsed))


def _with_texts(tree: Any) -> Any:
    """Return the tree with what was left empty as an empty text: `reason:` says as little as `reason: ""`."""
    if not isinstance(tree, list):
        return [] if tree is None else tree
    return [
        {key: "" if value is None and key in _SIGNED else value for key, value in entry.items()}
        if isinstance(entry, dict)
        else entry
        for entry in tree
    ]


def is_signed(waiver: Waiver) -> bool:
    """Return whether anybody has begun to answer for it."""
    return any(getattr(waiver, name).strip() for name in _SIGNED)


def _unsigned(waivers: Sequence[Waiver]) -> Iterator[Flaw]:
    """Yield one flaw for all waivers of which nothing is filled in, as `compliance baseline` writes them."""
    unsigned = [index for index, waiver in enumerate(waivers) if not is_signed(waiver)]
    if unsigned:
        template = (
            "waivers that nobody has signed: {count} of {total}, of which this is the first; fill in reason, "
            "legal_basis, owner and approver of each, or mend what was found and delete the entry"
        )
        yield f"/{unsigned[0]}", Message.of(template, count=len(unsigned), total=len(waivers))


def _flaws(index: int, waiver: Waiver, day: date) -> Iterator[Flaw]:
    number = index + 1
    if is_signed(waiver) and (empty := empty_field(waiver)) is not None:
        yield f"/{index}/{empty}", Message.of("waiver {number}: {field} is empty", number=number, field=empty)
    elif is_signed(waiver) and waiver.owner.strip().casefold() == waiver.approver.strip().casefold():
        template = "waiver {number}: owner and approver are the same; another person approves"
        yield f"/{index}/approver", Message.of(template, number=number)
    if waiver.expires - day > LONGEST:
        template = "waiver {number}: expires on {found}; at most one year ahead is allowed"
        yield f"/{index}/expires", Message.of(template, number=number, found=waiver.expires)
