"""Python's collector of cycles, out of the way where much is made and nothing forms a cycle."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_BLOCKS_WORTH_A_SEARCH: Final = 1_000_000
"""Pieces of memory, about 70 MB of them, that may have come since the last search before the next one."""


class _LastSearch:
    """How many pieces of memory were in use after it. There is one for the process, as there is one collector."""

    __slots__ = ("blocks",)

    def __init__(self) -> None:
        self.blocks = 0


_LAST: Final = _LastSearch()


class _KeptOff:
    """Whether `collector_kept_off` has frozen what is there. Python has only a count, which walks through all of it."""

    __slots__ = ("is_frozen",)

    def __init__(self) -> None:
        self.is_frozen = False


_KEPT_OFF: Final = _KeptOff()


def free_earlier_work() -> None:
    """Free the documents that were judged before in this process, if there are many: call it before reading others.

    A document and what was found out about it hold one another. The search for cycles that Python begins itself passes
    them over, because they were taken for long-lived (`collector_paused`), and so nothing else ever frees them.
    """
    if sys.getallocatedblocks() - _LAST.blocks > max(_BLOCKS_WORTH_A_SEARCH, _LAST.blocks // 2):
        gc.collect()
        _LAST.blocks = sys.getallocatedblocks()


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
    if _is_frozen():
        yield
        return
    gc.freeze()
    _KEPT_OFF.is_frozen = True
    try:
        yield
    finally:
        gc.unfreeze()
        _KEPT_OFF.is_frozen = False


def _take_as_old() -> None:
    """Take all that is there for long-lived, which else the next search would have to go through to find out."""
    if not _is_frozen():
        gc.freeze()
        gc.unfreeze()


def _is_frozen() -> bool:
    """Return whether something is frozen, by us or by somebody else: then it stays so."""
    return _KEPT_OFF.is_frozen or gc.get_freeze_count() > 0
