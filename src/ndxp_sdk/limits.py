"""Limits of what a client holds at once."""

from dataclasses import dataclass
from typing import Final

from ndxp_sdk._validators import WAIT, Table, check, whole


@dataclass(frozen=True, slots=True)
class Limits:
    """Connections and sizes. An answer that is read as a whole may have `answer_bytes`; streams have no limit.

    `connections` may be in use at a time; `idle_connections` of each origin wait for the next call, `keepalive` seconds
    at most, and less where a server announces less: a security server closes an idle connection after 30.

    >>> Limits(answer_bytes=1_000_000).connections
    100
    """

    connections: int = 100
    idle_connections: int = 100
    keepalive: float = 15.0
    answer_bytes: int = 64 * 1024 * 1024

    def __post_init__(self) -> None:
        check(self, _EXPECTED)


_EXPECTED: Final[Table] = {
    "connections": whole(1),
    "idle_connections": whole(0),
    "keepalive": WAIT,
    "answer_bytes": whole(1),
}
