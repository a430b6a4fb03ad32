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
        kept: list[object] = []
        if argv is None:
            # because what ends gives all back at once: a list that holds itself is freed by no count of references,
            # and after this no search for cycles takes it apart, which takes as long as looking for them
            kept.append(kept)
            atexit.register(gc.freeze)
        from compliance.cli.running import run

        return run(argv, kept.append)
    except KeyboardInterrupt:
        from compliance.cli.exit_status import INTERRUPTED

        return INTERRUPTED
