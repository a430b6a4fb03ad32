"""Calls that are not answered."""

from compliance.model.text import Message


class Refused(Exception):
    """A call is refused: the status of the answer, and why."""

    def __init__(self, status: int, message: Message) -> None:
        super().__init__(str(message))
        self.status = status
        self.message = message
