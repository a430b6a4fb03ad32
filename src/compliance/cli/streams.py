"""Standard output and standard error: what is written to them, and what becomes of them when nobody takes it."""

import contextlib
import io
import os
import sys

from compliance.cli.exit_status import NOT_JUDGED
from compliance.locale import Translator


def use_utf_8() -> None:
    """Set both streams to UTF-8: on many Windows desktops the console's own encoding cannot hold Vietnamese.

    Ends of lines are written as they are, so that a report is the same bytes on every system. Where the program was
    started without standard output (`>&-`), of which Python makes None, writing to it fails, so that this is told;
    without standard error, what is told there reaches nobody, and not standard output either.
    """
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - to the end of the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def terminal_width() -> int | None:
    """Return the columns of the terminal, or those that COLUMNS names; None if standard output is no terminal."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return int(named)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None
    except (OSError, ValueError):
        return None


def complain(sentence: str) -> None:
    """Say on standard error what a user has to know, if anybody listens there."""
    with contextlib.suppress(OSError, AttributeError):
        print(sentence, file=sys.stderr)


def write_out(content: str | bytes, words: Translator) -> int:
    """Write to standard output; returns what the exit status gains where that cannot be done."""
    try:
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        return not_taken(error, words)
    return 0


def not_taken(error: OSError, words: Translator) -> int:
    """Say that standard output cannot be written, and leave it; returns the exit status."""
    from compliance.model.system_errors import not_written

    complain(f"compliance: {words.message(not_written(words('standard output'), error))}")
    leave_out()
    return NOT_JUDGED


def leave_out() -> None:
    """Drop standard output with what is still to be written: Python would complain of it at the exit."""
    with contextlib.suppress(OSError):
        sys.stdout.close()
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads, also at the exit
