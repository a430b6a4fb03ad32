"""Definitions of JSON Schema that refer to one another by name."""

from collections.abc import Iterable, Mapping
from typing import Any


class Definitions:
    """Some definitions of one document, with all that they reach.

    By the name of a definition `composed` holds the schemas in it that put several demands on one value, and `reached`
    the definitions that it refers to. `is_lenient` tells that some definition takes more than is written, so that "none
    of these" or "one of these only" cannot be said of it.
    """

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self.composed: dict[str, list[Any]] = {}
        self.reached: dict[str, set[str]] = {}
        self.is_lenient = False

    def part(self, name: str) -> "Definitions":
        """Return a definition with those that it reaches."""
        names = reached_from(name, self.reached)
        part = Definitions()
        part.definitions = {each: self.definitions[each] for each in names}
        part.composed = {each: self.composed[each] for each in names}
        part.reached = {each: self.reached[each] for each in names}
        part.is_lenient = self.is_lenient
        return part


def reached_from(name: str, reached: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the names of a definition and of all that it leads to."""
    met, waiting = {name}, [name]
    while waiting:
        new = set(reached[waiting.pop()]) - met
        met |= new
        waiting.extend(new)
    return met
