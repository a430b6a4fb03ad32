"""The only thing a rule can say: here is a breach."""

from typing import Protocol

from compliance.model.location import Location, Place
from compliance.model.text import Message


class Placed(Protocol):
    """Anything that knows where it stands."""

    @property
    def at(self) -> Place: ...


class Violation:
    """One breach: a template with named parameters and the place where it shows.

    `at` takes a subject, a node, a place, or a location where the line is known already. Parameters never hold
    personal data or secrets: the kind, not the value.
    """

    __slots__ = ("location", "message", "place")

    def __init__(self, template: str, /, at: Placed | Place | Location, **parameters: str | int) -> None:
        self.message = Message.of(template, **parameters)
        self.location = at if isinstance(at, Location) else None
        match at:
            case Place():
                self.place = at
            case Location():
                self.place = Place(at.uri, at.pointer)
            case _:
                self.place = at.at

    def __repr__(self) -> str:
        return f"Violation({str(self.message)!r}, at={self.place!r})"
