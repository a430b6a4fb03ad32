"""A call is a value: what to ask, and how to read what comes back. It sends nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Response

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One operation of a contract with its arguments.

    `template` is the path as specs/contracts writes it; `path` holds the values for its braces, not yet encoded.
    `reads` makes the result from an answer with a status below 400. `is_safe_to_repeat` is by method unless it is set.
    `answers` holds further statuses that are no failure, such as 304.
    """

    operation: str
    method: str
    template: str
    reads: Callable[[Response], T]
    path: Mapping[str, str] = field(default_factory=dict)
    query: Pairs = ()
    headers: Pairs = ()
    content: bytes | None = None
    media_type: str | None = None
    is_safe_to_repeat: bool | None = None
    answers: frozenset[int] = frozenset()
    scopes: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Call({self.method} {self.template})"
