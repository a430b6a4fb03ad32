"""Whether a value fits a schema of a document: the question as rules ask it, answered by a validator that is loaded."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.schema import Schema
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a value does not fit: the keyword that refuses it, and the steps into the value.

    `words` tell what the schema wants and never hold the value itself, which may be personal data.
    """

    keyword: str
    path: tuple[str | int, ...] = ()
    words: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A value that could not be held against its schema, and why."""

    reason: Message


class Instances(Protocol):
    """Holds values against schemas."""

    def faults(self, schema: Schema, value: Any) -> Iterator[Fault | Undecided]:
        """Yield the ways in which the value does not fit the schema, or that it cannot be told; nothing if it fits."""

    def matches(self, pattern: str, text: str) -> bool | None:
        """Return whether a text matches a regular expression of a document, None if it cannot be told."""
