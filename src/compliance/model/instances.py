"""Whether a value fits a schema of a document: the question as rules ask it, answered by a validator that is loaded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

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


Held: TypeAlias = "Sequence[Fault | Undecided]"
Holder = Callable[[Any, bytes | None], Held]
"""Holds one value after the other against one schema, which was prepared for it; nothing if a value fits.

The second argument is the JSON text that the value was read from, if nobody counted yet how much it holds, else None.
"""


class Instances(Protocol):
    """Holds values against schemas."""

    def faults(self, schema: Schema, value: Any) -> Iterator[Fault | Undecided]:
        """Yield the ways in which the value does not fit the schema, or that it cannot be told; nothing if it fits."""

    def matches(self, pattern: str, text: str) -> bool | None:
        """Return whether a text matches a regular expression of a document, None if it cannot be told."""

    def of_answers(self, schema: Schema) -> Holder:
        """Return what holds values in answers against a schema, prepared once for each document.

        There only dates and times have to keep to their `format`, what is `readOnly` has to be there where it is
        required, and what is `writeOnly` must not be.
        """
