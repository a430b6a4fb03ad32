"""Parse base URLs once: an origin and a path in front."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from ndxp_sdk._validators import kind
from ndxp_sdk.errors import InvalidConfiguration

_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[A-Za-z0-9._~\-]+|[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._~\-]+)?")
# Because urlsplit leaves out some of them, so that another address than the written one would be called.
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f]|\A\s|\s\Z")


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute URL as the wire needs it. `path` is percent-encoded and stands before every target."""

    scheme: str
    host: str
    port: int
    path: str
    query: str = ""

    @property
    def host_header(self) -> str:
        """The host and, unless it is the default of the scheme, the port."""
        return self._with_port(self.host.partition("%")[0])  # because a zone means nothing elsewhere (RFC 6874, 4)

    @property
    def origin(self) -> str:
        """The scheme, host and port."""
        return f"{self.scheme}://{self._with_port(self.host.replace('%', '%25'))}"

    def _with_port(self, host: str) -> str:
        name = f"[{host}]" if ":" in host else host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def target(self) -> str:
        """The path and query."""
        return (self.path or "/") + (f"?{self.query}" if self.query else "")


@lru_cache(maxsize=256)
def address(url: str) -> Url:
    """Take an absolute http or https URL apart.

    Raises:
        InvalidConfiguration: another scheme, no host, a user or password in it, a port that is no number, characters
            that nobody sees.
    """
    if _INVISIBLE.search(url):
        raise InvalidConfiguration(
            "the address holds a line break or another control character, or begins or ends with a space"
        )
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise InvalidConfiguration(f"the address cannot be read: {error}") from None
    if parts.scheme not in _PORTS or not host:
        raise InvalidConfiguration("an address that begins with http:// or https:// and a host is expected")
    if parts.username is not None or parts.password is not None:
        raise InvalidConfiguration("the address holds a user or password: give them as a credential")
    path = quote(parts.path, safe="/%!$&'()*+,;=:@~")
    query = quote(parts.query, safe="/%?!$&'()*+,;=:@~")
    if port == 0:
        raise InvalidConfiguration("the address has the port 0, at which nothing can be reached")
    return Url(parts.scheme, _ascii(host.replace("%25", "%")), port or _PORTS[parts.scheme], path, query)


def checked_address(where: str, url: str) -> None:
    """Raise InvalidConfiguration, which names the setting, if `url` is no address."""
    try:
        address(url)
    except InvalidConfiguration as error:
        raise InvalidConfiguration(f"{where}: {error.message}") from None


def base_address(url: str) -> Url:
    """Parse the base URL of a hub or gateway. Raises as `address`, and for a query."""
    if not isinstance(url, str):
        raise InvalidConfiguration(f"base_url is {kind(url)}, an address is expected, such as https://hub.example")
    known = address(url)
    if known.query or "#" in url:
        raise InvalidConfiguration("the base address has a query or a fragment: only a path is expected after the host")
    return replace(known, path=known.path.rstrip("/"))


def _ascii(host: str) -> str:
    try:
        known = host.encode("idna").decode("ascii")  # because looking a name up fails where this does
    except UnicodeError:
        known = ""
    name = host if host.isascii() else known
    if known and _HOST.fullmatch(name):
        return name
    raise InvalidConfiguration("the host of the address is no name that DNS knows")
