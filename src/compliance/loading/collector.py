"""Python's collector of cycles, out of the way where much is made and nothing forms a cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for cycles: a tree of a million values holds none, and searching doubles the time it takes."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _take_as_old()
            gc.enable()


@contextmanager
def collector_kept_off() -> Iterator[None]:
    """Keep the search away from all that is there by now and is used to the end; what is made from here on is searched.

    Looking at many platforms makes little and lasts long, beside documents of millions of values.
    """
    is_free = not gc.get_freeze_count()  # because what somebody else has frozen stays so
    if is_free:
        gc.freeze()
    try:
        yield
    finally:
        if is_free:
            gc.unfreeze()


def _take_as_old() -> None:
    """Take all that is there for long-lived, which else the next search would have to go through to find out."""
    if not gc.get_freeze_count():  # because what somebody else has frozen stays so
        gc.freeze()
        gc.unfreeze()
