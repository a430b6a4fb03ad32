"""What proves the caller to one server: it never travels to another one, nor without TLS."""

from urllib.parse import urlencode

from compliance.model.dataclass import dataclass, field
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Server, Url

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential of one kind, bound to the server that it is meant for.

    `headers` and `query` are what is added to a request. `offer` is the TLS that it may travel over, whose other side
    is verified; with a client certificate it is the credential itself. `secrets` are the texts that nobody may see, and
    `token` is the bare access token if it is one. None of them is shown.
    """

    kind: str
    server: Server
    offer: TlsOffer
    headers: Pairs = field(default=(), repr=False)
    query: Pairs = field(default=(), repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    token: str | None = field(default=None, repr=False)

    def fits(self, url: Url) -> bool:
        """Return whether it may travel to the address: over TLS, to its own server."""
        return url.is_secure and url.server == self.server

    def target(self, path: str) -> str:
        """Return the target of a request with what travels in its query."""
        if not self.query:
            return path
        return f"{path}{'&' if '?' in path else '?'}{urlencode(self.query)}"
