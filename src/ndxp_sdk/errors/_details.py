"""Details of a failure, as data."""

from dataclasses import dataclass, field
from typing import Literal, cast

Sent = Literal["no", "maybe", "yes"]
Origin = Literal["caller", "consumer-gateway", "provider-gateway", "provider", "platform", "network", "unknown"]


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids to tell the operator of the hub. `detail_id` is the UUID that X-Road writes into `detail`."""

    message_id: str | None = None
    request_id: str | None = None
    transaction_id: str | None = None
    correlation_id: str | None = None
    instance: str | None = None
    detail_id: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The details of a failure. `retry_after` and `elapsed` are in seconds; `code` is the one that was received.

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


class DetailedError(Exception):
    """A message and the facts around it. They are its arguments, so that it can be pickled."""

    def __init__(self, message: str, facts: Facts | None = None) -> None:
        super().__init__(message, facts or Facts())

    @property
    def message(self) -> str:
        """The message, one sentence: what was found, what was expected, what to do."""
        return str(self.args[0])

    @property
    def facts(self) -> Facts:
        """The details, as data."""
        return cast("Facts", self.args[1])

    @property
    def origin(self) -> Origin:
        """The origin: whose failure it is."""
        return self.facts.origin

    @property
    def retryable(self) -> bool:
        """Whether repeating the same call may succeed and does no harm."""
        return self.facts.retryable

    @property
    def retry_after(self) -> float | None:
        """The seconds to wait before a repetition. None if the server did not say."""
        return self.facts.retry_after

    @property
    def ids(self) -> Ids:
        """The correlation ids for a report to the operator."""
        return self.facts.ids

    @property
    def status(self) -> int | None:
        """The HTTP status. None if no response came."""
        return self.facts.status

    @property
    def code(self) -> str | None:
        """The code as it was received."""
        return self.facts.code

    @property
    def next_token(self) -> str | None:
        """The cursor to continue a list of pages that broke off here. None for anything else."""
        return self.facts.next_token
