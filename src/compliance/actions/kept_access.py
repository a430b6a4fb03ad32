"""What a server keeps of those who come in, in the history that it shows: keys of programs."""

from contextlib import ExitStack
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from compliance.actions._histories import history_of, in_words
from compliance.actions.kept_runs import Place, place_of
from compliance.model.program_key import ProgramKey

if TYPE_CHECKING:  # because of its libraries
    from compliance.history.store import History

_BUSY: Final = 5.0
"""Seconds for which a write waits while another program writes: somebody waits for the answer."""


class KeptAccess:
    """Reads and writes it for as long as it is open; any number of threads may use it at once.

    All methods raise `InputError` where the history cannot be reached.

    Raises:
        UsageError: the place is no history of our form, or a library is not installed.
        InputError: it cannot be reached.
    """

    def __init__(self, place: Place) -> None:
        self._stack = ExitStack()
        self._history: History = self._stack.enter_context(history_of(place_of(place), _BUSY))

    def close(self) -> None:
        """Give the history back."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def key(self, digest: bytes) -> ProgramKey | None:
        """Return the key with this SHA-256, whether it counts or not; None if there is none."""
        with in_words():
            return self._history.program_keys.find(digest)

    def use_key(self, number: int, day: date) -> None:
        """Write down the last day on which a key was used."""
        with in_words():
            self._history.program_keys.use(number, day)
