"""What a dialect is: it turns an exchange call into a request, and says what a bad answer means. It sends nothing."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from ndxp_sdk._http.exchange_plan import ExchangeCall, ExchangePlan
from ndxp_sdk._http.response import Answer
from ndxp_sdk.errors import NdxpError

__all__ = ["CarriesSession", "Dialect", "ExchangeCall", "ExchangePlan"]


class Dialect(Protocol):
    """A way to reach a provider: X-Road security server, NDXP adapter, API gateway, or none in between."""

    @property
    def name(self) -> str:
        """One word, for logs and profiles."""

    @property
    def token_path(self) -> str | None:
        """Where below the base URL access tokens are had, none where this dialect knows of no tokens."""

    def plan(self, call: ExchangeCall) -> ExchangePlan:
        """The request for `call`.

        Raises:
            UsageError: the call cannot be said in this dialect.
        """

    def failure(self, plan: ExchangePlan, answer: Answer) -> NdxpError | None:
        """What `answer` reports of a gateway or the platform; none for every answer of the provider itself."""


@runtime_checkable
class CarriesSession(Protocol):
    """A dialect whose calls carry the session of a log-in in their body."""

    def carrying(self, content: object) -> Callable[[str], bytes]:
        """What makes the body that holds a session of this one.

        Raises:
            UsageError: the body has no place for it.
        """
