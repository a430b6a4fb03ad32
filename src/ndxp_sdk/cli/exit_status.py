"""The exit status: what became of the call, so that a script knows whether it may be repeated."""

from typing import Final

from ndxp_sdk.errors import MaybeSent, NdxpError, NotSent, UsageError
from ndxp_sdk.locale import said

GOOD: Final = 0
REFUSED: Final = 1
UNKNOWN: Final = 2
NOT_SENT: Final = 3
USAGE: Final = 64
INTERRUPTED: Final = 130
TABLE: Final = (
    (GOOD, said("done")),
    (REFUSED, said("an answer came and it is an error, or a check has failed")),
    (UNKNOWN, said("the outcome is unknown: perhaps it was sent, or what came could not be written")),
    (NOT_SENT, said("nothing was sent")),
    (USAGE, said("wrong usage or configuration; nothing was sent")),
    (INTERRUPTED, said("interrupted, or nobody reads the output")),
)


def status_of(error: NdxpError) -> int:
    """Return the exit status for an error."""
    match error:
        case UsageError():
            return USAGE
        case NotSent():
            return NOT_SENT
        case MaybeSent():
            return UNKNOWN
        case _:
            return REFUSED
