"""What the first reader of a run would wait for, read before there is one: at the start, and when a run has ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from compliance.actions.errors import ActionError
from compliance.actions.kept_reader import KeptReader
from compliance.server.first_screens import make_first_screens
from compliance.server.memory import Memory

_PAUSE: Final = 30.0


@contextmanager
def reading_ahead(reader: KeptReader, memory: Memory, pause: float = _PAUSE) -> Iterator[None]:
    """Keep the overview of the last run made until the end of the block; looks for a new one every `pause` seconds."""
    ended = Event()
    thread = Thread(target=_read, args=(reader, memory, ended, pause), name="reading-ahead", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _read(reader: KeptReader, memory: Memory, ended: Event, pause: float) -> None:
    known = 0
    while not ended.is_set():
        try:
            last = max((run for run in reader.runs() if run.is_complete), key=lambda run: run.number, default=None)
            if last is not None and last.number != known:
                known = last.number
                reader.trend()
                make_first_screens(reader, memory, last)
        except ActionError:
            known = 0  # because who asks for the page is told what is wrong, and it may come right
        except Exception:  # noqa: BLE001, S110 - because who asks for that page is told, and further runs are read
            pass
        ended.wait(pause)
