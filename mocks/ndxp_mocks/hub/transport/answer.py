"""Answers to the caller: delivered whole, or in one of the ways in which connections fail."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ndxp_mocks.hub.transport.upstream import Pair

JSON: Final = "application/json"
_LONGEST_PAUSE: Final = 3600.0
Delivery = Literal["whole", "truncated", "reset", "drips", "none"]


@dataclass(frozen=True, slots=True)
class WireAnswer:
    """`headers` are pairs in order; `Content-Length` is not among them.

    `pause` is in seconds: between the bytes of an answer that drips, and before the end of a connection without one.
    """

    status: int
    headers: tuple[Pair, ...] = ()
    body: bytes = b""
    delivery: Delivery = "whole"
    pause: float = 0.0

    def delivered(self, delivery: Delivery, pause: float = 0.0) -> "WireAnswer":
        """Return the same answer, delivered in another way."""
        return replace(self, delivery=delivery, pause=pause)


def hanging_answer(seconds: str | None) -> WireAnswer:
    """Return no answer at all: the connection stays open until the caller leaves, or so long, an hour if None."""
    return WireAnswer(500, delivery="none", pause=float(seconds or _LONGEST_PAUSE))


def text_answer(status: int, text: str, media_type: str = "text/plain;charset=utf-8") -> WireAnswer:
    """Return an answer of text."""
    return WireAnswer(status, (("Content-Type", media_type),), text.encode("utf-8"))


def json_answer(status: int, body: Any, headers: tuple[Pair, ...] = (), media_type: str = JSON) -> WireAnswer:
    """Return an answer of JSON without a blank in it."""
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return WireAnswer(status, (*headers, ("Content-Type", media_type)), written.encode("utf-8"))
