"""What is installed only where it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.text import Message

_DESK: Final = frozenset({"pygls", "lsprotocol", "cattrs", "attrs", "attr", "watchfiles"})


@contextmanager
def needs_desk() -> Iterator[None]:
    """Say which extra to install where what a command needs cannot be imported."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in _DESK:
            raise
        template = "{name} is not installed; this command needs the extra desk: pip install 'ndxp-sdk[desk]'"
        raise UsageError(Message.of(template, name=name)) from error
