"""The file that says to which e-mail addresses the notices of an owner go. Addresses are never taken from records."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.loading.errors import NotUnderstood
from compliance.loading.syntax.parse import parse
from compliance.loading.validation import Flaw, refuse, validate
from compliance.model.codelist import fold
from compliance.model.location import Location
from compliance.model.notice import OwnerAddresses
from compliance.model.pattern import late
from compliance.model.text import Message

LARGEST: Final = 1024 * 1024
MOST_OWNERS: Final = 2_000
MOST_OF_OWNER: Final = 20
_LONGEST: Final = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets."""
_ADDRESS: Final = late(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")


def is_address(text: str) -> bool:
    """Return whether a text is one plain e-mail address: no name beside it, no blank, no line end, no other script."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def read_addresses(uri: str, content: bytes) -> tuple[OwnerAddresses, ...]:
    """Return the addresses in a file; raises `NotUnderstood` if one is none, or an owner stands there twice."""
    if len(content) > LARGEST:
        template = "{size} bytes were found; a file of addresses has at most {limit}"
        raise NotUnderstood(Location(uri), Message.of(template, size=len(content), limit=LARGEST))
    parsed = parse(uri, content)
    found: list[OwnerAddresses] = validate(list[OwnerAddresses], parsed)
    refuse(parsed, _flaws(found))
    return tuple(found)


def _flaws(entries: Sequence[OwnerAddresses]) -> Iterator[Flaw]:
    if len(entries) > MOST_OWNERS:
        template = "{found} owners were found; at most {limit} can be notified"
        yield "", Message.of(template, found=len(entries), limit=MOST_OWNERS)
        return
    seen = set[str]()
    for number, entry in enumerate(entries):
        if fold(entry.owner) in seen:
            yield f"/{number}/owner", Message.of("{owner} stands here twice", owner=entry.owner)
        seen.add(fold(entry.owner))
        if not 1 <= len(entry.to) <= MOST_OF_OWNER:
            template = "{found} addresses were found; an owner has 1 to {limit}"
            yield f"/{number}/to", Message.of(template, found=len(entry.to), limit=MOST_OF_OWNER)
        for place, address in enumerate(entry.to):
            if not is_address(address):
                template = "{found} is no e-mail address: name@example.gov.vn is expected, without a name beside it"
                yield f"/{number}/to/{place}", Message.of(template, found=address[:80])
