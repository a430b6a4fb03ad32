"""Hold what all calls of a client share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ndxp_sdk._pipeline.circuit_breaker import CircuitBreaker
from ndxp_sdk._pipeline.retry_budget import RetryBudget
from ndxp_sdk._pipeline.retry_policy import Retry

if TYPE_CHECKING:
    from ndxp_sdk.tokens.provider import TokenProvider

Confided: TypeAlias = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class ClientState:
    """The state that all calls of a client share; `confided` gives the secrets that it has."""

    retry: Retry
    budget: RetryBudget
    circuit_breaker: CircuitBreaker
    tokens: "TokenProvider | None" = None
    confided: Confided = tuple
