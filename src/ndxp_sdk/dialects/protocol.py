"""What a dialect is: it turns an exchange call into a request, and says what a bad answer means. It sends nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from ndxp_sdk._http.response import Answer
from ndxp_sdk._pipeline.call import Pairs
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.identifiers import MemberId, ServerId, ServiceId, SystemId

REPEATABLE: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"})


@dataclass(frozen=True, slots=True)
class ExchangeCall:
    """One call of a provider's service, before any dialect.

    `path` is what follows the service, raw, as the provider is to see it; it may bring its own query, to which
    `query` is added. `client` is who calls; `message_id` names this call and stays the same over all tries.
    `provider_url` is for adapters only.
    """

    service: ServiceId | SystemId
    method: str = "GET"
    path: str = ""
    query: Pairs = ()
    headers: Pairs = ()
    content: bytes | None = None
    media_type: str | None = None
    client: SystemId | MemberId | None = None
    message_id: str | None = None
    user_id: str | None = None
    issue: str | None = None
    represented_party: str | None = None
    security_server: ServerId | None = None
    provider_url: str | None = None

    def __repr__(self) -> str:
        return f"ExchangeCall({self.method} {self.service})"


@dataclass(frozen=True, slots=True)
class ExchangePlan:
    """A request, ready to be sent.

    `target` is path and query, percent-encoded ASCII that begins with `/`; it is appended to the path of the client's
    base URL and must reach the wire as it is. `template` may be logged: it names the service and nothing that a caller
    put into path or query.
    """

    service: ServiceId | SystemId
    method: str
    target: str
    template: str
    headers: Pairs = ()
    content: bytes | None = None
    client: SystemId | MemberId | None = None
    message_id: str | None = None
    operation: str = "exchange.call"

    @property
    def is_safe_to_repeat(self) -> bool:
        """Whether asking twice leaves the provider in the same state: by the method, or by an idempotency key."""
        return self.method in REPEATABLE or any(name.lower() == "idempotency-key" for name, _ in self.headers)

    def __repr__(self) -> str:
        return f"ExchangePlan({self.method} {self.template})"


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
