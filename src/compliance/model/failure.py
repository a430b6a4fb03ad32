"""Faults of this program itself, kept to the one document, record or target at which they showed."""

import os
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeVar

from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.text import Message

T = TypeVar("T")


def attempted(
    look: Callable[[], T], place: Place, hides: frozenset[str], passing: tuple[type[Exception], ...] = ()
) -> T | Gap:
    """Return what a look brings, or a gap that says that the program failed at it, so that all others go on.

    What goes wrong with outside things is told by who looks, and raised through this if it is `passing`. What is left
    is a fault of ours: it is named, and never hidden. With COMPLIANCE_DEBUG set it is raised.
    """
    try:
        return look()
    except passing:
        raise
    except Exception as error:
        if os.environ.get("COMPLIANCE_DEBUG"):
            raise
        return failure_gap(error, place, hides)


def failure_gap(error: Exception, place: Place, hides: frozenset[str]) -> Gap:
    """Return the gap that says that the program failed at something, and where."""
    template = "could not be judged: {problem}; this is a fault of this program, please report it"
    return Gap(hides, place, Message.of(template, problem=name_of(error)))


def name_of(error: Exception) -> str:
    """Return the kind of an error and where it was raised; nothing of its text, which may be that of others."""
    from traceback import extract_tb  # noqa: PLC0415 - because nothing is expected to fail

    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} ({PurePath(frame.filename).name}:{frame.lineno})"
