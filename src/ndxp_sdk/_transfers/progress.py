"""Telling how far a transfer is."""

from typing import Protocol


class Progress(Protocol):
    """A callback for the bytes done and, if known, the bytes in all; it is called often and should be quick."""

    def __call__(self, done: int, total: int | None, /) -> object:
        """Report progress."""
        ...


def shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Return a callback for one file of a set that reports the progress of the set. None if `progress` is None."""
    if progress is None:
        return None
    return lambda done, _total: progress(before + done, total)
