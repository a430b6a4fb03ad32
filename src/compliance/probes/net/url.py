"""Addresses to look at: taken apart once, so that nothing unseen travels in them."""

from dataclasses import field
from typing import Final
from urllib.parse import quote, urlsplit

from compliance.model.dataclass import dataclass
from compliance.model.location import Place

_PORTS: Final = {"http": 80, "https": 443}
_UNQUOTED: Final = "/%:@!$&'()*+,;=~?"


@dataclass(frozen=True, slots=True)
class Server:
    """A host and a port. `is_on_state_network` says that the record knows no other way to it."""

    host: str
    port: int
    is_on_state_network: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def at(self) -> Place:
        return Place(f"tls://{self}")


@dataclass(frozen=True, slots=True)
class Url:
    """An http or https address without credentials and fragment; `path` is the request target, with its query."""

    scheme: str
    server: Server
    path: str = "/"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def is_secure(self) -> bool:
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """The value of the Host field: host and, if it is not the usual one, port (RFC 9110, section 7.2)."""
        return str(self.server).removesuffix(f":{_PORTS[self.scheme]}")

    @property
    def without_query(self) -> "Url":
        return Url(self.scheme, self.server, self.path.partition("?")[0])

    def below(self, path: str) -> "Url":
        """Return the address of a documented path under this base; the base itself for an empty one."""
        base = self.path.partition("?")[0]
        return Url(self.scheme, self.server, base.rstrip("/") + quote(path, safe=_UNQUOTED) if path else base)


def read_url(text: str, *, is_on_state_network: bool = False) -> Url | None:
    """Parse an address; None if it is no http or https address, or carries credentials."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    server = Server(host, _PORTS[parts.scheme] if port is None else port, is_on_state_network)
    query = f"?{parts.query}" if parts.query else ""
    return Url(parts.scheme, server, quote((parts.path or "/") + query, safe=_UNQUOTED))
