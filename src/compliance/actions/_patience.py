"""Waiting for a database that is away: workers outlive its restarts, and end when they are told to."""

from collections.abc import Callable
from types import TracebackType
from typing import Final, ParamSpec, Protocol, TypeVar

from compliance.history.errors import HistoryFull, HistoryLost
from compliance.model.text import Message

P = ParamSpec("P")
T = TypeVar("T")
_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 5.0


class GivenBack(BaseException):
    """Work ended before it was done, because its worker is to end; somebody else does it. Nobody else's to catch."""


class Stop(Protocol):
    """Tells whether a worker is to end."""

    def is_set(self) -> bool: ...
    def wait(self, timeout: float | None = None, /) -> bool: ...


class Doing(Protocol):
    """Does what needs the database, in whatever way whoever asks can wait."""

    def __call__(self, action: Callable[P, T], *given: P.args, **named: P.kwargs) -> T: ...
    def check(self) -> None: ...


class Once:
    """Does what needs the database once: for somebody who waits for the answer."""

    def __call__(self, action: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Return what the action returns; raises `HistoryLost` where the database is away."""
        return action(*given, **named)

    def check(self) -> None:
        """Go on."""


class Patience:
    """Does what needs the database, again and again while that is away or full, and says each time why it waits.

    It is the `Ending` of a look as well.
    """

    def __init__(self, stop: Stop, tell: Callable[[Message], None]) -> None:
        self._stop = stop
        self._tell = tell

    def __call__(self, action: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Return what the action returns; raises `GivenBack` if it has to wait and the worker is to end."""
        pause = _FIRST_PAUSE
        while True:
            try:
                return action(*given, **named)
            except (HistoryLost, HistoryFull) as error:
                self._tell(Message.of("{problem}; trying again", problem=error.message))
            self.rest(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def check(self) -> None:
        """Raise `GivenBack` if the worker is to end."""
        if self._stop.is_set():
            raise GivenBack

    def rest(self, seconds: float) -> None:
        """Wait; raises `GivenBack` if the worker is to end meanwhile."""
        if self._stop.wait(seconds):
            raise GivenBack

    @property
    def is_wanted(self) -> bool:
        """Whether the worker is to end."""
        return self._stop.is_set()

    def __enter__(self) -> "Patience":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
