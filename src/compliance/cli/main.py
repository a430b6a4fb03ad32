"""The door itself: nothing is loaded before the user may interrupt without seeing a traceback."""

import atexit
import gc
from typing import Final

_OBJECTS_BEFORE_A_SEARCH: Final = 100_000
"""A command makes little that forms cycles, and ends soon: looking for them took a twentieth of a small check."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit status."""
    try:
        gc.set_threshold(_OBJECTS_BEFORE_A_SEARCH)
        if argv is None:
            # because what ends gives all back at once: taking cycles apart before takes as long as looking for them
            atexit.register(gc.freeze)
        from compliance.cli.running import run

        return run(argv)
    except KeyboardInterrupt:
        from compliance.cli.exit_status import INTERRUPTED

        return INTERRUPTED
