"""Ctrl-C, and SIGTERM as services and containers are ended by: what was seen by then is reported all the same."""

import math
import signal
import threading
import time
from abc import ABC, abstractmethod
from types import FrameType, TracebackType
from typing import Final, Self

from compliance.cli.streams import complain
from compliance.locale import Translator

_BY_SIGNAL: Final = 128
_BETWEEN: Final = 0.1
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class _Listening(ABC):
    """Notes signals while it is entered, in the main thread; before and after they do what they did."""

    def __init__(self) -> None:
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        # because no other thread may listen
        if threading.current_thread() is threading.main_thread():
            self._before = {each: signal.signal(each, self._note) for each in _SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]  # because it is what `signal.signal` gave

    @abstractmethod
    def _note(self, number: int, frame: FrameType | None, /) -> None:
        """Note a signal."""


class EndingBySignal(_Listening):
    """Listens for signals while it is entered: the first is a wish to end, the second ends the command at once.

    `status` is the exit status of what ends by a signal, None if none came.
    """

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._signal: int | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether a signal came."""
        return self._signal is not None

    @property
    def status(self) -> int | None:
        """The exit status, as shells write it."""
        return None if self._signal is None else _BY_SIGNAL + self._signal

    def _note(self, number: int, _: FrameType | None) -> None:
        if self._signal is not None:
            raise KeyboardInterrupt
        self._signal = number
        name = signal.Signals(number).name
        words = self._words
        complain(words("compliance: ended by {signal}; what was seen by now is kept and reported", signal=name))


class StopBySignal(_Listening):
    """Is set by the first signal while it is entered; the second ends the command at once.

    It takes no lock, because a handler of a signal that waits for one would wait for itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_set = False

    def is_set(self) -> bool:
        """Return whether a signal came."""
        return self._is_set

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for a signal, at most so many seconds; returns whether one came."""
        end = math.inf if timeout is None else time.monotonic() + timeout
        while not self._is_set and (left := end - time.monotonic()) > 0:
            time.sleep(min(_BETWEEN, left))
        return self._is_set

    def _note(self, _number: int, _: FrameType | None) -> None:
        if self._is_set:
            raise KeyboardInterrupt
        self._is_set = True
