"""Define dialects: one turns an exchange call into a request, and maps bad responses to errors. It sends nothing."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from ndxp_sdk._http.exchange_plan import ExchangeCall, ExchangePlan
from ndxp_sdk._http.response import Response
from ndxp_sdk.errors import NdxpError

__all__ = ["CarriesSession", "Dialect", "ExchangeCall", "ExchangePlan"]


class Dialect(Protocol):
    """A way to reach a provider: X-Road security server, NDXP adapter, API gateway, or none in between."""

    @property
    def name(self) -> str:
        """Its name: one word, for logs and profiles."""

    @property
    def token_path(self) -> str | None:
        """The path of the token endpoint below the base URL. None if this dialect knows of no tokens."""

    def plan(self, call: ExchangeCall) -> ExchangePlan:
        """Plan the request for `call`.

        Raises:
            UsageError: the call cannot be said in this dialect.
        """

    def failure(self, plan: ExchangePlan, answer: Response) -> NdxpError | None:
        """Map what `answer` reports of a gateway or the platform. None for every response of the provider itself."""


@runtime_checkable
class CarriesSession(Protocol):
    """A dialect whose calls carry the session of a log-in in their body."""

    def carrying(self, content: object) -> Callable[[str], bytes]:
        """Return a function that builds the body with a session.

        Raises:
            UsageError: the body has no place for it.
        """
