"""A result together with what HTTP said."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ndxp_sdk._http.response import Headers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RawResult(Generic[T]):
    """The result of a method, and the answer that it was read from. `elapsed` in seconds, over all tries.

    Source: what the raw view of a client gives.
    """

    result: T
    status: int
    headers: Headers
    attempts: int
    elapsed: float

    @property
    def status_code(self) -> int:
        """The same as `status`."""
        return self.status

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    def __repr__(self) -> str:
        return f"RawResult({self.status}, tries {self.attempts})"


def __getattr__(name: str) -> object:
    from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

    return former_name(__name__, name, {"Raw": "RawResult"})
