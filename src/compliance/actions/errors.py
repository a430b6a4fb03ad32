"""What ends an action early. What is wrong with a document or a platform is no error: it stands in the report.

ActionError             the root: what was found, what was expected, and where
├── UsageError          what was asked for cannot be meant: an unknown rule, a file that is not there
│   └── NoRun           no kept run is meant by what was given, or it has no verdicts
├── InputError          something without which there is nothing to do was read and not understood
├── HubError            the hub could not be read at all
├── NotWritten          a file that was asked for could not be written
└── NothingToJudge      nothing was given that any chosen rule concerns
    └── NothingFound    there is neither a document nor a record in what was given
"""

from collections.abc import Sequence

from compliance.loading.errors import LoadError
from compliance.model.location import Location
from compliance.model.remedy import Remedy
from compliance.model.text import Message


class ActionError(Exception):
    """An action cannot go on. Each of `faults` says where, None if that is no place in a file, and what is wrong.

    `remedy` is what would help; how that is asked for is the word of each door.
    """

    def __init__(self, message: Message, remedy: Remedy | None = None) -> None:
        super().__init__(str(message))
        self.remedy = remedy
        self.faults: tuple[tuple[Location | None, Message], ...] = ((None, message),)


class UsageError(ActionError):
    """What was asked for cannot be meant."""

    @classmethod
    def all(cls, messages: Sequence[Message]) -> "UsageError":
        """Make one of several, of which there is at least one."""
        made = cls(messages[0])
        made.faults = tuple((None, message) for message in messages)
        return made


class NoRun(UsageError):
    """No kept run is meant."""


class InputError(ActionError):
    """Something without which there is nothing to do did not load."""

    @classmethod
    def of(cls, error: LoadError) -> "InputError":
        """Make one of what went wrong while loading."""
        made = cls(error.faults[0][1])
        made.faults = error.faults
        return made


class HubError(ActionError):
    """The hub could not be read at all."""


class NotWritten(ActionError):
    """A file that was asked for could not be written."""


class NothingToJudge(ActionError):
    """Nothing was given that any chosen rule concerns."""


class NothingFound(NothingToJudge):
    """There is neither a document nor a record in what was given."""
