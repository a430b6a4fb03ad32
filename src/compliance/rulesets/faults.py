"""What is wrong in the file of a ruleset, gathered with its places, so that all of it can be told at once."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

from compliance.model.location import Location, escape
from compliance.model.source import SourceText
from compliance.model.text import Message, Value
from compliance.rulesets.errors import RulesetRefused

_MOST: Final = 25

Steps = tuple[str | int, ...]


class Faults:
    """The faults of one file."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._found: list[tuple[Location, Message]] = []

    def add(self, steps: Steps, template: str | Message, /, **parameters: Value) -> None:
        """Add a fault at the end of some steps through the file."""
        message = Message.of(template, **parameters) if isinstance(template, str) else template
        self._found.append((self.locate(steps), message))

    def locate(self, steps: Steps) -> Location:
        """Return the line and column of something in the file."""
        return self.source.locate("".join(f"/{escape(str(step))}" for step in steps))

    def expect(self, value: Any, kinds: type[Any] | tuple[type[Any], ...], steps: Steps, expected: Message) -> bool:
        """Return whether a value is of some kind, and add a fault if it is not."""
        is_fit = isinstance(value, kinds) and (kinds is bool or not isinstance(value, bool))
        if not is_fit:
            template = "{found} was found, {expected} is expected"
            self.add(steps, template, found=_shown(value), expected=expected)
        return is_fit

    def names(self, found: Iterable[Any], known: Iterable[str], steps: Steps) -> None:
        """Add a fault for each name that is not known and does not begin with `x-`."""
        known = sorted(known)
        for name in found:
            if name not in known and not str(name).startswith("x-"):
                self.unknown(str(name), known, (*steps, str(name)))

    def unknown(self, name: str, known: Iterable[str], steps: Steps) -> None:
        """Add the fault that there is nothing of a name, with what is near."""
        listed = list(known)
        if near := get_close_matches(name, listed, n=1):
            self.add(steps, Message.of("there is no {name}; did you mean {near}?", name=name[:80], near=near[0]))
        else:
            self.add(steps, Message.of("there is no {name}; known: {known}", name=name[:80], known=", ".join(listed)))

    def end(self) -> None:
        """Raise what was found, if anything was."""
        if self._found:
            raise RulesetRefused(self._found[:_MOST])


def _shown(value: Any) -> Value:
    named = {
        dict: Message.of("a mapping"),
        list: Message.of("a list"),
        bool: Message.of("true or false"),
        type(None): Message.of("nothing"),
    }
    return named.get(type(value)) or str(value)[:40]
