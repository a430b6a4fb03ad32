"""The door itself: nothing is loaded before the user may interrupt without seeing a traceback."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import Final

_OBJECTS_BEFORE_A_SEARCH: Final = 100_000
"""A command makes little that forms cycles, and ends soon: looking for them took a twentieth of a small check."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit status; without `argv` that of the process, which then ends here."""
    try:
        gc.set_threshold(_OBJECTS_BEFORE_A_SEARCH)
        kept: list[object] = []
        from compliance.cli.running import run

        status = run(argv, kept.append)
        if argv is None:
            _leave(status, kept)
    except KeyboardInterrupt:
        from compliance.cli.exit_status import INTERRUPTED

        return INTERRUPTED
    return status


def _leave(status: int, kept: list[object]) -> None:
    """End the process without taking apart what ends anyway, which took a fortieth of a small check.

    What was registered for the end is run. Where threads may be waited for, or somebody watches the process, it ends
    by returning instead, and nothing searches what is `kept` for cycles.
    """
    try:
        print(end="", flush=True, file=sys.stderr)
    except OSError:
        sys.stderr = None  # because Python gives a status of its own where it cannot say at the exit what nobody takes
    if "threading" in sys.modules or sys.gettrace() or sys.getprofile():
        # because a list that holds itself is freed by no count of references
        kept.append(kept)
        atexit.register(gc.freeze)
        return
    atexit._run_exitfuncs()  # noqa: SLF001 - because there is no other way to run them
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):  # because what the command itself wrote is out, or was complained of
            stream.flush()
    os._exit(status)
