"""Find the proxy between here and a server:

proxy = proxy_from_environment("https://hub.example", os.environ)
print(proxy.address.origin if proxy else "no proxy")
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ndxp_sdk._http.url import Url, address
from ndxp_sdk.errors import InvalidConfiguration

__all__ = ["Proxy", "is_exempt", "proxy_from_environment", "proxy_of"]


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: its address and our credentials there; both may be secret, so it does not show them."""

    address: Url
    user: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"Proxy({self.address.scheme})"


def proxy_of(url: str) -> Proxy:
    """Read `http://user:password@proxy:3128`; raises InvalidConfiguration, which repeats nothing of it."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise InvalidConfiguration("the address of the proxy cannot be read: http://host:port is expected") from None
    if parts.scheme not in {"http", "https"}:
        raise InvalidConfiguration("the proxy is neither http:// nor https://; others are not spoken")
    user = None if parts.username is None else (unquote(parts.username), unquote(parts.password or ""))
    bare = f"[{host}]" if ":" in host else host
    return Proxy(address(f"{parts.scheme}://{bare}" + (f":{port}" if port else "")), user)


def proxy_from_environment(url: str, environment: Mapping[str, str]) -> Proxy | None:
    """Return the proxy by HTTP(S)_PROXY, ALL_PROXY and NO_PROXY for `url`; lower-case names go first, as with curl.

    Raises:
        InvalidConfiguration: the address, or that of the proxy, cannot be read.
    """
    target = address(url)

    def told(name: str) -> str:
        return environment.get(name.lower()) or environment.get(name.upper()) or ""

    if is_exempt(target.host, target.port, told("no_proxy")):
        return None
    # because a CGI program's HTTP_PROXY is the header Proxy of its caller (CVE-2016-5385)
    named = told(f"{target.scheme}_proxy") if "REQUEST_METHOD" not in environment else told("https_proxy")
    found = named or told("all_proxy")
    return proxy_of(found) if found else None


def is_exempt(host: str, port: int, no_proxy: str) -> bool:
    """Return whether NO_PROXY names the server: `*`, a host, a suffix, either with a port, an IP address, a CIDR block.

    An address block exempts servers that are given as IP addresses; no name is looked up for it.
    """
    # without its zone, in which the name of any server may stand (CVE-2025-22870)
    bare = host.lower().partition("%")[0].strip(".")
    return any(_covers(entry, bare, port) for entry in no_proxy.replace(",", " ").split())


def _covers(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    if (block := _block(entry)) is not None:
        number = _number(host)
        return number is not None and number.version == block.version and number in block
    name, wanted = _with_port(entry.lower())
    if wanted is not None and wanted != port:
        return False
    if (listed := _number(name)) is not None:
        return listed == _number(host)
    if _number(host) is not None:
        return False  # because the end of an address is no domain that it is in
    suffix = name.removeprefix("*").strip(".")
    return bool(suffix) and (host == suffix or host.endswith(f".{suffix}"))


def _with_port(entry: str) -> tuple[str, int | None]:
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        digits = rest.removeprefix(":")
    elif entry.count(":") == 1:
        name, _, digits = entry.partition(":")
    else:
        return entry, None
    return name, int(digits) if digits.isdecimal() else None


def _block(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    if "/" not in entry:
        return None
    try:
        return ipaddress.ip_network(entry.replace("[", "").replace("]", ""), strict=False)
    except ValueError:
        return None


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
