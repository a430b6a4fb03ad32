"""The evidence behind a finding, as lines a person can read and compare with their own look."""

from collections.abc import Iterator
from typing import Any

from compliance.model.subject import Subject
from compliance.model.text import Message


def evidence(subject: Subject) -> tuple[Message, ...] | None:
    """Return the look as lines, None if the subject stands in a file: the report names it with its hash."""
    return tuple(_seen(subject)) if callable(getattr(subject, "evidence", None)) else None


def _seen(seen: Any) -> Iterator[Message]:
    yield from seen.evidence()
    yield Message.of("looked at: {moment}", moment=seen.looked_at or "-")
