"""What is known of a failure, as data."""

from dataclasses import dataclass, field
from typing import Literal

Sent = Literal["no", "maybe", "yes"]
Origin = Literal["caller", "consumer-gateway", "provider-gateway", "provider", "platform", "network", "unknown"]


@dataclass(frozen=True, slots=True)
class Ids:
    """What to tell the operator of the hub. `detail_id` is the UUID that X-Road writes into `detail`."""

    message_id: str | None = None
    request_id: str | None = None
    transaction_id: str | None = None
    correlation_id: str | None = None
    instance: str | None = None
    detail_id: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a failure. `retry_after` and `elapsed` are in seconds; `code` is the one that was received.

    `family_code` is the code in the spelling of X-Road 7.8 without its prefix. `attempts` counts what was tried.
    `next_token` is where a list that broke off can be continued.
    """

    operation: str | None = None
    origin: Origin = "unknown"
    status: int | None = None
    code: str | None = None
    family_code: str | None = None
    detail: str | None = None
    retryable: bool = False
    retry_after: float | None = None
    attempts: int = 0
    elapsed: float | None = None
    ids: Ids = field(default_factory=Ids)
    hint: str | None = None
    next_token: str | None = field(default=None, repr=False)
