"""From a name to addresses, once for each look: what is connected to is what was checked (no DNS rebinding)."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from compliance.model.openapi.hosts import HostKind, kind_of_name
from compliance.model.pattern import late
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.errors import NameUnknown, Unreachable
from compliance.probes.net.resolver import Resolver, run_blocking
from compliance.probes.net.url import Server

_NUMBER: Final = late(r"[0-9]+|0x[0-9a-f]*")
_NAT64: Final = IPv6Network("64:ff9b::/96")
# Entries of the IANA special-purpose registries that `is_global` takes for ordinary, in some version of Python or all
_SPECIAL: Final = tuple(
    ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "100::/64", "3fff::/20", "fec0::/10")
)


async def system_addresses(server: Server) -> Sequence[str]:
    """Return the addresses that the system's resolver knows."""
    found = await run_blocking(lambda: socket.getaddrinfo(server.host, None, type=socket.SOCK_STREAM))
    return tuple(dict.fromkeys(str(socket_address[0]) for *_, socket_address in found))


async def public_addresses(server: Server, resolver: Resolver) -> tuple[str, ...]:
    """Return where the server may be looked at, IPv4 first; raises `Unreachable` if all known addresses are private."""
    known = await any_addresses(server, resolver)
    public = tuple(address for address in known if is_public(address))
    if not public:
        raise _not_public(server, known[0])
    return public


async def proxied_addresses(server: Server, resolver: Resolver, *, allow_private: bool) -> tuple[str, ...]:
    """Return the name of the server, which a proxy resolves; raises `Unreachable` for one that is private as seen here.

    Nobody knows which of its addresses the proxy takes, so that one that is private is enough. A name that is not known
    here is left to the proxy, unless it is such a one as leads to private networks only.
    """
    if allow_private:
        return (server.host,)
    if _is_private_name(server.host.removesuffix(".")):
        raise _not_public(server, server.host)
    try:
        known = await any_addresses(server, resolver)
    except Unreachable:
        return (server.host,)
    for address in known:
        if not is_public(address):
            raise _not_public(server, address)
    return (server.host,)


def _is_private_name(name: str) -> bool:
    """Return whether a name leads to private networks only, or is an IPv4 address in a form that some read as one."""
    is_number = _NUMBER.fullmatch(name.rpartition(".")[2]) is not None  # no domain at the top is one (RFC 3696, 2)
    return is_number or kind_of_name(name) in {HostKind.LOOPBACK, HostKind.PRIVATE}


def _not_public(server: Server, address: str) -> Unreachable:
    return Unreachable(
        Message.of(
            "{host} leads to {address}, which is not a public address; such are looked at only where allowed",
            host=server.host,
            address=address,
        ),
        remedy=Remedy.ALLOW_PRIVATE,
    )


async def any_addresses(server: Server, resolver: Resolver) -> tuple[str, ...]:
    """Return all addresses of the server, IPv4 first as more places can reach it; raises `Unreachable` for none.

    An address written as such stands for itself, whatever a resolver says.
    """
    if is_address(server.host):
        return (server.host,)
    try:
        known = await resolver(server)
    except (OSError, UnicodeError) as error:
        kind = NameUnknown if _is_known_to_nobody(server, error) else Unreachable
        raise kind(_unknown(server)) from error
    if not known:
        raise Unreachable(_unknown(server))
    return tuple(sorted(known, key=lambda address: ":" in address))


def _is_known_to_nobody(server: Server, error: Exception) -> bool:
    """Return whether the name system says that there is no such name; all else may be the way to it, or the moment."""
    return isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME and not server.is_on_state_network


def is_address(host: str) -> bool:
    """Return whether a host is written as an IP address."""
    return _parsed(host) is not None


def is_public(address: str) -> bool:
    """Return whether the address, and any IPv4 address inside it, is reachable by all and belongs to one host."""
    parsed = _parsed(address)
    if parsed is None:
        return False
    if (inner := _inner(parsed)) is not None:
        return is_public(str(inner))
    is_special = parsed.is_multicast or parsed.is_reserved or any(parsed in network for network in _SPECIAL)
    return parsed.is_global and not is_special


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for: mapped, 6to4 or NAT64."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _unknown(server: Server) -> Message:
    if server.is_on_state_network:
        return Message.of(
            "{host} is declared on the state network only and its name is not known here: "
            "it is not observable from this vantage",
            host=server.host,
        )
    return Message.of("the name {host} could not be resolved", host=server.host)
