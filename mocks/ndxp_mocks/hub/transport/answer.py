"""What goes back to the caller, and how: whole, or in one of the ways in which connections fail."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ndxp_mocks.hub.transport.upstream import Pair

JSON: Final = "application/json"
Delivery = Literal["whole", "truncated", "reset", "drips", "none"]


@dataclass(frozen=True, slots=True)
class WireAnswer:
    """`headers` are pairs in order; `Content-Length` is not among them. `pause` is in seconds between drips."""

    status: int
    headers: tuple[Pair, ...] = ()
    body: bytes = b""
    delivery: Delivery = "whole"
    pause: float = 0.0

    def delivered(self, delivery: Delivery, pause: float = 0.0) -> "WireAnswer":
        """The same answer, delivered in another way."""
        return replace(self, delivery=delivery, pause=pause)


def text_answer(status: int, text: str, media_type: str = "text/plain;charset=utf-8") -> WireAnswer:
    """An answer of text."""
    return WireAnswer(status, (("Content-Type", media_type),), text.encode("utf-8"))


def json_answer(status: int, body: Any, headers: tuple[Pair, ...] = (), media_type: str = JSON) -> WireAnswer:
    """An answer of JSON without a blank in it."""
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return WireAnswer(status, (*headers, ("Content-Type", media_type)), written.encode("utf-8"))
