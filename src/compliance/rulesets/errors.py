"""What keeps a ruleset from being used.

RulesetError             the root
├── RulesetRefused       the file says something that is not understood or not supported; each fault with its place
├── PathError            a path or a script in it is not understood
├── PatternError         a regular expression is not understood
└── TooMuch              a regular expression came to no end within the limit
"""

from collections.abc import Sequence

from compliance.model.location import Location
from compliance.model.text import Message


class RulesetError(Exception):
    """A ruleset, or one of its rules, cannot be used."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class RulesetRefused(RulesetError):
    """The file cannot be used as it stands. `faults` are all that were found, at least one."""

    def __init__(self, faults: Sequence[tuple[Location, Message]]) -> None:
        super().__init__(faults[0][1])
        self.faults = tuple(faults)


class PathError(RulesetError):
    """A path, or a script in it, is not understood."""


class PatternError(RulesetError):
    """A regular expression is not understood."""


class TooMuch(RulesetError):
    """A regular expression came to no end within the limit."""
