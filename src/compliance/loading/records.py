"""A platform's record from a file."""

import re
from collections.abc import Iterator
from typing import Any, Final

from compliance.loading.errors import NotUnderstood
from compliance.loading.syntax.parse import Parsed
from compliance.loading.validation import validate
from compliance.model.record import Record, place_record
from compliance.model.text import Message

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def is_record(tree: Any) -> bool:
    """Whether a tree looks like a record: it has a slug and an owner."""
    return isinstance(tree, dict) and "slug" in tree and "owner" in tree


def read_record(parsed: Parsed) -> Record:
    """The record in a parsed file; raises `NotUnderstood` with every fault, its line and what was expected."""
    record = validate(Record, parsed)
    for pointer in _fees_that_are_no_numbers(parsed.tree):
        message = Message.of("a fee is a number of đồng, not text and not yes or no")
        raise NotUnderstood(parsed.source.locate(pointer), message)
    if not _SLUG.fullmatch(record.slug):
        message = Message.of("the slug {found} is not of small letters, digits and hyphens", found=record.slug[:40])
        raise NotUnderstood(parsed.source.locate("/slug"), message)
    return place_record(record, parsed.source.uri)


def _fees_that_are_no_numbers(tree: Any) -> Iterator[str]:
    """Reading is lenient elsewhere (`'5'` is 5); what might make a ministry fail has to be written as a number."""
    services = tree.get("services")
    for index, service in enumerate(services if isinstance(services, list) else ()):
        fee = service.get("fee") if isinstance(service, dict) else None
        for key, value in fee.items() if isinstance(fee, dict) else ():
            if isinstance(value, bool | str):
                yield f"/services/{index}/fee/{key}"
