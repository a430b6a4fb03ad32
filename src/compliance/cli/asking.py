"""Questions to a person at a terminal. They go to standard error, so that standard output stays a result."""

import sys

from compliance.actions.errors import UsageError
from compliance.model.text import Message


def is_terminal() -> bool:
    """Return whether a person can be asked: a pipe or a file would never answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def answer_to(question: str, default: str) -> str:
    """Ask, and return the answer, the default if it is empty; raises `UsageError` at the end of the input."""
    print(f"{question} [{default}]: " if default else f"{question}: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        print(file=sys.stderr)
        raise UsageError(
            Message.of("the input ended before all was answered, and nothing was written; --yes takes what is found")
        )
    return line.strip() or default
