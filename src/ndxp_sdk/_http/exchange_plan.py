"""One call of a provider's service, before any dialect and in one. Public in `ndxp_sdk`."""

from dataclasses import dataclass

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.request import IDEMPOTENT_METHODS
from ndxp_sdk.identifiers import MemberId, ServerId, ServiceId, SystemId


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
        return self.method in IDEMPOTENT_METHODS or any(name.lower() == "idempotency-key" for name, _ in self.headers)

    def __repr__(self) -> str:
        return f"ExchangePlan({self.method} {self.template})"
