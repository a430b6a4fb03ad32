"""A result together with what HTTP said."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ndxp_sdk._answer import Headers

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

    def __repr__(self) -> str:
        return f"Raw({self.status}, tries {self.attempts})"
