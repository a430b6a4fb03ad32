"""From which machine a request comes; what a proxy says of that counts only where the proxy was named."""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Final

from starlette.types import Scope

from compliance.server.access.settings import Network

UNKNOWN: Final = "unknown"
_FORWARDED_FOR: Final = b"x-forwarded-for"


def peer(scope: Scope) -> str:
    """Return the address at the other end of the connection."""
    client: Any = scope.get("client")
    return _plain(client[0]) if client else UNKNOWN


def is_named(address: str, networks: Iterable[Network]) -> bool:
    """Return whether an address lies in one of the networks."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks if network.version == found.version)


def client(scope: Scope, proxies: Iterable[Network]) -> str:
    """Return the address of the browser: the last in X-Forwarded-For that no named proxy has, or the peer."""
    nearest, networks = peer(scope), tuple(proxies)
    if not is_named(nearest, networks):
        return nearest
    fields = [value.decode("latin-1") for name, value in scope["headers"] if name == _FORWARDED_FOR]
    for written in reversed(",".join(fields).split(",")):
        address = _plain(written.strip())
        if address == UNKNOWN:
            break
        if not is_named(address, networks):
            return address
    return nearest


def counted(scope: Scope, proxies: Iterable[Network]) -> str:
    """Return that under which tries of a request's machine are counted: keys and log-ins alike."""
    return household(client(scope, proxies))


def household(address: str) -> str:
    """Return what is counted as one: an IPv4 address, or the /64 of IPv6, all of which one machine may use."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else address


def _plain(written: str) -> str:
    """Return an address in its usual form, IPv4 in IPv6 as IPv4; `unknown` for what is none."""
    try:
        address = ip_address(written)
    except ValueError:
        return UNKNOWN
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
