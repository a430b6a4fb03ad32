"""What goes wrong while loading.

LoadError            the root: one message, and the place where the trouble is
├── Refused          the input is hostile or too large; nothing of it is used
└── NotUnderstood    the text could be read and is not what it should be
"""

from collections.abc import Sequence

from compliance.model.location import Location
from compliance.model.remedy import Remedy
from compliance.model.text import Message

Fault = tuple[Location, Message]


class LoadError(Exception):
    """Something did not load. `faults` say where, what was found, what was expected; `remedy` what would help."""

    def __init__(self, location: Location, message: Message, remedy: Remedy | None = None) -> None:
        super().__init__(f"{location}: {message}")
        self.faults: tuple[Fault, ...] = ((location, message),)
        self.remedy = remedy


class Refused(LoadError):
    """The input exceeds a limit or reaches for something it may not have."""


class NotUnderstood(LoadError):
    """The input has the wrong form."""

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "NotUnderstood":
        """Make one of several faults, of which there is at least one."""
        error = cls(*faults[0])
        error.faults = tuple(faults)
        return error
