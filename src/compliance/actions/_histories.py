"""Histories opened, and what is wrong with one said as every action says it."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from compliance.actions.errors import ActionError, InputError, NoRun, NotWritten, UsageError
from compliance.actions.extras import needs_extra
from compliance.history.errors import (
    HistoryError,
    HistoryFull,
    HistoryLost,
    HistoryUnusable,
    KeptUnreadable,
    NoSuchRun,
)
from compliance.history.place import BUSY, HistoryPlace, database_address
from compliance.model.text import Message

if TYPE_CHECKING:  # because most runs are not kept
    from compliance.history.store import History


@contextmanager
def history_of(place: HistoryPlace, busy: float = BUSY) -> "Iterator[History]":
    """Open a history that is there until the end of the block; a write waits for `busy` seconds at most.

    Raises:
        UsageError: a library is not installed, the address cannot be had, or the place is no history of our form.
        InputError: it cannot be reached or read.
        NotWritten: there is no room left.
    """
    with in_words(), unprepared_history(place, busy) as history:
        if _is_missing(place):
            template = "there is no history in {place}; `compliance audit --history {place}` makes one"
            raise UsageError(Message.of(template, place=place.shown))
        history.prepare()
        yield history


class OpenHistory:
    """A history that is there until it is closed; raises as `history_of` does."""

    def __init__(self, place: HistoryPlace, busy: float = BUSY) -> None:
        self._stack = ExitStack()
        self._history: History = self._stack.enter_context(history_of(place, busy))

    def close(self) -> None:
        """Give the history back."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()


@contextmanager
def unprepared_history(place: HistoryPlace, busy: float = BUSY) -> "Iterator[History]":
    """Open a place whatever form its tables have, also a new one; raises as `history_of` does.

    A write waits for `busy` seconds while another program writes.
    """
    address = address_of(place)
    with needs_extra():
        from compliance.history.store import history_at, history_in  # noqa: PLC0415 - because of its libraries

        with in_words():
            opened = history_in(place.file, busy) if address is None else history_at(address, place.shown, busy)
    with in_words(), closing(opened):
        yield opened


def _is_missing(place: HistoryPlace) -> bool:
    return not (place.is_address or place.is_secret) and not place.file.exists()


def address_of(place: HistoryPlace) -> str | None:
    """Return the address of a database on a server, with its password; None for a file."""
    if place.is_address:
        return database_address(place.text)
    if not place.is_secret:
        return None
    from compliance.probes.errors import CredentialUnusable  # noqa: PLC0415 - because few histories have a secret
    from compliance.probes.secret_reference import SecretReference  # noqa: PLC0415

    try:
        return database_address(SecretReference(place.text).reveal().strip())
    except CredentialUnusable as error:
        problem = dict(error.message.parameters).get("problem", error.message)
        template = "the address of the history cannot be had from {place}: {problem}"
        # from nothing, because what it comes from may show the secret
        raise UsageError(Message.of(template, place=place.shown, problem=problem)) from None
    except HistoryUnusable as error:
        raise UsageError(error.message) from None


@contextmanager
def in_words() -> Iterator[None]:
    """Say what is wrong with a history as an `ActionError`."""
    try:
        yield
    except HistoryError as error:
        raise _as_action_error(error) from None


def _as_action_error(error: HistoryError) -> ActionError:
    match error:
        case NoSuchRun():
            return NoRun(error.message)
        case HistoryUnusable():
            return UsageError(error.message)
        case HistoryFull():
            return NotWritten(error.message)
        case HistoryLost() | KeptUnreadable():
            return InputError(error.message)
    return UsageError(error.message)
