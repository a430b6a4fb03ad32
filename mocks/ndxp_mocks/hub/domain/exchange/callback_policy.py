"""Addresses that the hub may call back: hosts that a system has registered, and no inner network (SSRF)."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ndxp_mocks.hub.state.world import World

_LOOPBACK_NAMES: Final = frozenset({"localhost", "localhost.localdomain"})
# Because resolvers read 2130706433, 0x7f.1 and 127.1 as IPv4 too, which the host list would not recognise.
_NUMERIC: Final = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """An address, read: `number` is None if the host is a name."""

    scheme: str
    host: str
    number: Address | None
    has_extras: bool

    @property
    def is_loopback(self) -> bool:
        return self.host in _LOOPBACK_NAMES or (self.number is not None and self.number.is_loopback)

    @property
    def is_inner(self) -> bool:
        """Whether it is an address of an inner network, or none that a host on the internet can have."""
        return self.number is not None and not self.number.is_global

    @property
    def is_odd_number(self) -> bool:
        return self.number is None and bool(_NUMERIC.fullmatch(self.host))


def refusal_reason(world: World, system_id: str, address: str) -> str | None:
    """Say why the hub does not call this address for the system; None if it does."""
    target = _read(address)
    if target is None or target.has_extras:
        return "an absolute https address without user, password or fragment is expected"
    if target.is_loopback:
        is_allowed = world.settings.allows_loopback_callbacks and target.scheme in ("http", "https")
        return None if is_allowed else "loopback addresses are not called"
    if target.scheme != "https":
        return "https is expected"
    if target.is_inner or target.is_odd_number:
        return "private, link-local and reserved addresses are not called"
    if target.host not in world.exchange.callback_hosts.get(system_id, ()):
        return "the host is not registered for callbacks of the system"
    return None


def _read(address: str) -> Target | None:
    try:
        parts = urlsplit(address)
        host, _port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if not host:
        return None
    has_extras = parts.username is not None or parts.password is not None or bool(parts.fragment)
    return Target(parts.scheme, host, _number(host), has_extras)


def _number(host: str) -> Address | None:
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found
