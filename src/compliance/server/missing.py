"""What an address names and nobody may see here, or what is not there."""

import logging
from typing import Final

from compliance.actions.errors import ActionError
from compliance.model.text import Message

LOGGER: Final = logging.getLogger("compliance.server")
_PLACES: Final = frozenset({"place", "folder"})
_NOTHING: Final = Message.of("there is no such page here, or it is not for you to see")


class NotFound(Exception):
    """There is nothing at an address. It is the same whether it is not there or not shown, so that nothing is told."""

    def __init__(self, message: Message = _NOTHING) -> None:
        super().__init__(str(message))
        self.message = message


def first_fault(error: ActionError) -> Message:
    """Return what is wrong, the first of it; where the history itself is, the log alone is told.

    Somebody who may not even see the pages could learn names of servers and folders from it.
    """
    message = error.faults[0][1]
    if not is_of_place(error):
        return message
    LOGGER.error("%s", message)
    return Message.of("the history cannot be read for a moment; the log of the dashboard says why")


def is_of_place(error: ActionError) -> bool:
    """Return whether an error names the place of the history, because that is away or damaged."""
    return any(name in _PLACES for name, _ in error.faults[0][1].parameters)
