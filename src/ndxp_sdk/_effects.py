"""What the course of a call asks for, and what it ends with."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ndxp_sdk._answer import Answer, Headers
from ndxp_sdk._deadline import Deadline
from ndxp_sdk._plan import Outgoing
from ndxp_sdk._retry import Budget, Retry, Troubles
from ndxp_sdk.errors import NdxpError

if TYPE_CHECKING:
    from ndxp_sdk._masking import Mask
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


_QUOTED: Final = 262_144
_IDS: Final = ("X-Road-Id", "X-Road-Request-Id", "X-Correlation-Id")
_OURS: Final = frozenset(name.encode("ascii") for name in _IDS)
UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
Effect: TypeAlias = Send | Wait | NeedToken
Confided: TypeAlias = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What all calls of a client share; `confided` gives the secrets that it has."""

    retry: Retry
    budget: Budget
    troubles: Troubles
    tokens: "TokenSource | None" = None
    confided: Confided = tuple


@dataclass(slots=True)
class Done:
    """The end of a call: the answer (or the open stream), how many tries it took and how many seconds in all."""

    answer: Any
    attempts: int
    elapsed: float
    outgoing: Outgoing
    confided: Confided

    @property
    def mask(self) -> "Mask":
        """Takes what was sent in confidence out of what messages quote; made where something is quoted."""
        return self.outgoing.mask(self.confided())

    @property
    def quotable(self) -> Answer:
        """The answer as messages may quote it: of a success its ids, of anything else at most 256 KiB."""
        answer: Answer = self.answer
        if not 200 <= answer.status < 300:
            return self.mask.answer(Answer(answer.status, answer.headers, answer.content[:_QUOTED]))
        ids = [(name, value) for name in _IDS if (value := answer.headers.get(name))]
        shown = [(name.encode("ascii"), self.id(value).encode("latin-1")) for name, value in ids]
        return Answer(answer.status, Headers(shown), answer.content)

    def id(self, value: str) -> str:
        """An id of the answer as it may be shown."""
        if UUID.fullmatch(value) and not any(value in text for text in self._known()):
            return value
        return self.mask.text(value)

    def _known(self) -> Iterator[str]:
        yield from (value.decode("latin-1") for name, value in self.outgoing.fields if name not in _OURS)
        yield from (*self.outgoing.secret, *self.outgoing.private, *self.confided())
