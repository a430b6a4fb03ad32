"""State of our own APIs, which hub/api owns."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class ApiState:
    """`repeated` holds the answers of creations by their idempotency keys, `used` a window of requests by client."""

    repeated: dict[tuple[str, ...], Any] = field(default_factory=dict)
    used: dict[str, tuple[int, int]] = field(default_factory=dict)
