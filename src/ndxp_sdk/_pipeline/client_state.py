"""Hold what all calls of a client share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ndxp_sdk._pipeline.circuit_breaker import CircuitBreaker
from ndxp_sdk._pipeline.retry_budget import RetryBudget
from ndxp_sdk._pipeline.retry_policy import Retry

if TYPE_CHECKING:
    from ndxp_sdk.tokens.provider import TokenProvider


class Confided(Protocol):
    """Collects the secrets of a client."""

    def __call__(self, *, keys: bool = True) -> Iterable[str]:
        """Return them all, or those that are not read from files of keys."""


def nothing(*, keys: bool = True) -> Iterable[str]:
    """Return no secret."""
    del keys
    return ()


@dataclass(frozen=True, slots=True)
class ClientState:
    """The state that all calls of a client share; `confided` gives the secrets that it has."""

    retry: Retry
    budget: RetryBudget
    circuit_breaker: CircuitBreaker
    tokens: "TokenProvider | None" = None
    confided: Confided = nothing
