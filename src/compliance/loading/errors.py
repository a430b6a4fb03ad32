"""What goes wrong while loading.

LoadError            the root: one message, and the place where the trouble is
├── Refused          the input is hostile or too large; nothing of it is used
└── NotUnderstood    the text could be read and is not what it should be
"""

from compliance.model.location import Location
from compliance.model.text import Message


class LoadError(Exception):
    """Something did not load. `messages` say what was found, what was expected and what to do."""

    def __init__(self, location: Location, *messages: Message) -> None:
        super().__init__("; ".join(f"{location}: {message}" for message in messages))
        self.location = location
        self.messages = messages


class Refused(LoadError):
    """The input exceeds a limit or reaches for something it may not have."""


class NotUnderstood(LoadError):
    """The input has the wrong form."""
