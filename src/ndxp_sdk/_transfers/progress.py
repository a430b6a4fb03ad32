"""Telling how far a transfer is."""

from typing import Protocol


class Progress(Protocol):
    """Called again and again with the bytes done and, where that is known, the bytes in all; it should be quick."""

    def __call__(self, done: int, total: int | None, /) -> object:
        """Takes note."""
        ...


def shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """The progress of one file of a set, told as that of the whole set."""
    if progress is None:
        return None
    return lambda done, _total: progress(before + done, total)
