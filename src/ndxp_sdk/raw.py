"""A result together with what HTTP said."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ndxp_sdk._http.response import Headers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Raw(Generic[T]):
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
        return f"Raw({self.status}, tries {self.attempts})"
