"""Addresses to look at: taken apart once, so that nothing unseen travels in them."""

from urllib.parse import quote, urljoin

from compliance.model.address import PORTS, UNQUOTED, web_address
from compliance.model.dataclass import dataclass, field
from compliance.model.location import Place


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
    def tls_name(self) -> str:
        """The name as TLS is told it: without a final dot (RFC 6066, section 3) and without a zone."""
        return self.host.partition("%")[0].removesuffix(".")

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
        """The value of the Host field: host and, if it is not the usual one, port (RFC 9110, section 7.2).

        A zone means something on this machine only and is left out (RFC 6874, section 4).
        """
        server = Server(self.server.host.partition("%")[0], self.server.port)
        return str(server).removesuffix(f":{PORTS[self.scheme]}")

    @property
    def without_query(self) -> "Url":
        return Url(self.scheme, self.server, self.path.partition("?")[0])

    def below(self, path: str) -> "Url":
        """Return the address of a documented path under this base; the base itself for an empty one."""
        base = self.path.partition("?")[0]
        return Url(self.scheme, self.server, base.rstrip("/") + quote(path, safe=UNQUOTED) if path else base)

    def shown_below(self, path: str) -> str:
        """Return the address of a documented path under this base as reports show it: `path` has no values in it."""
        return str(self.without_query).rstrip("/") + path


def read_url(text: str, *, is_on_state_network: bool = False) -> Url | None:
    """Parse an address; None if it is no http or https address, or carries credentials."""
    address = web_address(text)
    if address is None:
        return None
    return Url(address.scheme, Server(address.host, address.port, is_on_state_network), address.target)


def joined(base: Url, reference: str) -> Url | None:
    """Return where a reference leads that stands at an address; None if that is no address."""
    try:
        return read_url(urljoin(str(base), reference), is_on_state_network=base.server.is_on_state_network)
    except ValueError:
        return None
