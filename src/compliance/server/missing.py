"""What an address names and nobody may see here, or what is not there."""

from typing import Final

from compliance.actions.errors import ActionError
from compliance.model.text import Message

_NOTHING: Final = Message.of("there is no such page here, or it is not for you to see")


class NotFound(Exception):
    """There is nothing at an address. It is the same whether it is not there or not shown, so that nothing is told."""

    def __init__(self, message: Message = _NOTHING) -> None:
        super().__init__(str(message))
        self.message = message


def first_fault(error: ActionError) -> Message:
    """Return what is wrong, the first of it."""
    return error.faults[0][1]
