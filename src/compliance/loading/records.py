"""A platform's record from a file."""

from typing import Any

from compliance.loading.parse import Parsed
from compliance.loading.structured import structured
from compliance.model.record import Record, place_record


def is_record(tree: Any) -> bool:
    """Whether a tree looks like a record: it has a slug and an owner."""
    return isinstance(tree, dict) and "slug" in tree and "owner" in tree


def read_record(parsed: Parsed) -> Record:
    """The record in a parsed file; raises `NotUnderstood` with every fault, its line and what was expected."""
    return place_record(structured(Record, parsed), parsed.source.uri)
