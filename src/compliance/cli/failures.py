"""What ends a command early, with the words and the exit status for it."""

from compliance.cli.exit_status import NOT_JUDGED, USAGE
from compliance.loading.errors import LoadError
from compliance.model.text import Message


class Failure(Exception):
    """A command cannot go on. `where` is a location with a colon, or empty."""

    def __init__(self, *messages: Message, status: int = USAGE, where: str = "") -> None:
        super().__init__("; ".join(str(message) for message in messages))
        self.messages = messages
        self.status = status
        self.where = where

    @classmethod
    def of(cls, error: LoadError) -> "Failure":
        """The failure to load something without which the command has nothing to do."""
        return cls(*error.messages, status=NOT_JUDGED, where=f"{error.location}: ")
