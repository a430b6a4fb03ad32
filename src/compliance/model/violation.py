"""The only thing a rule can say: here is a breach."""

from typing import Protocol

from compliance.model.place import Place
from compliance.model.text import Message


class Placed(Protocol):
    """Anything that knows where it stands."""

    @property
    def at(self) -> Place: ...


class Violation:
    """One breach: a template with named parameters and the place where it shows.

    `at` takes a subject, a node or a place. Parameters never hold personal data or secrets: the kind, not the value.
    """

    __slots__ = ("message", "place")

    def __init__(self, template: str, /, at: Placed | Place, **parameters: str | int) -> None:
        self.message = Message.of(template, **parameters)
        self.place = at if isinstance(at, Place) else at.at

    def __repr__(self) -> str:
        return f"Violation({str(self.message)!r}, at={self.place!r})"
