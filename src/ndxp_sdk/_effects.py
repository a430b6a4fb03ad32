"""What the course of a call asks for, and what it ends with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ndxp_sdk._answer import Answer
from ndxp_sdk._deadline import Deadline
from ndxp_sdk._plan import Outgoing
from ndxp_sdk._retry import Budget, Retry, Troubles
from ndxp_sdk.errors import NdxpError

if TYPE_CHECKING:
    from ndxp_sdk.tokens.source import TokenSource
    from ndxp_sdk.tokens.wishes import TokenWanted


@dataclass(slots=True)
class Send:
    """Send this; the answer is wanted. A stream is wanted open, unless it is a refusal.

    `judge` gives the failure that its head is, of which nothing more is wanted then.
    """

    outgoing: Outgoing
    deadline: Deadline
    is_stream: bool
    judge: Callable[[Answer], NdxpError | None]


@dataclass(slots=True)
class Wait:
    """Let so many seconds pass."""

    seconds: float


@dataclass(slots=True)
class NeedToken:
    """Get this token; a function that gives the value of Authorization is wanted."""

    wanted: "TokenWanted"
    deadline: Deadline


Effect: TypeAlias = Send | Wait | NeedToken


@dataclass(frozen=True, slots=True)
class Shared:
    """What all calls of a client share."""

    retry: Retry
    budget: Budget
    troubles: Troubles
    tokens: "TokenSource | None" = None


@dataclass(slots=True)
class Done:
    """The end of a call: the answer (or the open stream), how many tries it took and how many seconds in all."""

    answer: Any
    attempts: int
    elapsed: float
    outgoing: Outgoing

    @property
    def quotable(self) -> Answer:
        """The answer as messages may quote it: without what was sent in confidence."""
        return self.outgoing.quotable(self.answer)
