"""The exit status: bits for what was found, and what ended a command before it could find anything."""

from typing import Final

BREACH: Final = 1
NOT_JUDGED: Final = 2
CRASHED: Final = 2
USAGE: Final = 64
INTERRUPTED: Final = 130
