"""Timeouts of a call."""

from dataclasses import dataclass
from typing import Final

from ndxp_sdk._validators import SECONDS_OR_NONE, Table, check


@dataclass(frozen=True, slots=True)
class Timeout:
    """Times in seconds; none means without end.

    `total` is for the whole call: all tries, the waits between them, the access token and the body. `connect`, `read`
    and `write` are for one step on the wire, `pool` for a free connection. A security server waits 60 s for the
    provider, so `read` is a little more and its error arrives first (X-Road UG-SYSPAR 3.2).

    >>> Timeout(total=20).connect
    10.0
    """

    total: float | None = 90.0
    connect: float | None = 10.0
    read: float | None = 65.0
    write: float | None = 65.0
    pool: float | None = 65.0

    def __post_init__(self) -> None:
        check(self, _EXPECTED)


_EXPECTED: Final[Table] = dict.fromkeys(("total", "connect", "read", "write", "pool"), SECONDS_OR_NONE)
