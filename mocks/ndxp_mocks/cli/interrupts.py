"""Interrupts while libraries are being imported: nothing is open yet that has to be closed."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_INTERRUPTED: Final = 130


@contextmanager
def exit_on_interrupt() -> Iterator[None]:
    """Let Ctrl-C end the process within the block, because one within an import may become an ImportError."""
    if threading.current_thread() is not threading.main_thread():  # because only there signals can be told what to do
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
