"""The addresses that servers stand for, whatever way they are written in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from compliance.model.openapi.server import Server
from compliance.model.openapi.template import fits, parts_of
from compliance.model.pattern import late

_WHOLE: Final = late(r"([A-Za-z][A-Za-z0-9+.-]*:)?//([^/]*)(.*)")
_NAMED: Final = late(r"\{[^{}]*\}")
_USUAL_PORTS: Final = {"http:": ":80", "https:": ":443", "ws:": ":80", "wss:": ":443"}


class Addresses:
    """What some servers can be reached at: each value of a variable that lists some, anything where one lists none."""

    def __init__(self, servers: Iterable[Server]) -> None:
        self.known = frozenset(plain(address) for server in servers for address in server.addresses())
        self._open = [parts_of(address) for address in self.known if "{" in address]

    def lacking(self, server: Server) -> Iterator[str]:
        """Yield the addresses of another server that these do not have, as it writes them, or itself if all lack."""
        addresses = dict.fromkeys(server.addresses())
        missing = [address for address in addresses if not self.has(plain(address))]
        yield from missing if len(missing) < len(addresses) else [server.url]

    def has(self, address: str) -> bool:
        """Return whether an address in its plain form is one of these."""
        return address in self.known or any(fits(parts, address) for parts in self._open)


def other_defaults(older: Iterable[Server], newer: Iterable[Server]) -> Iterator[tuple[Server, Server]]:
    """Yield the servers of both sides that are written alike and stand for another address where nothing is chosen.

    Where the former address is none of the newer side, it is gone, which says more.
    """
    servers = list(newer)
    known = Addresses(servers)
    alike = defaultdict[str, dict[str, Server]](dict)
    for each in servers:
        alike[plain(each.url)][plain(each.filled)] = each
    for each in older:
        before, now = plain(each.filled), alike[plain(each.url)]
        if now and before not in now and "{" not in before:
            gone = set(map(plain, known.lacking(each)))
            if gone.isdisjoint((before, plain(each.url))):
                yield each, next(iter(now.values()))


def plain(address: str) -> str:
    """Return an address in one form, names of variables aside (RFC 3986, section 6.2.2.1 and 6.2.3)."""
    found = _WHOLE.fullmatch(address)
    if found is None:
        return _NAMED.sub("{}", address.rstrip("/"))
    scheme, host = (found[1] or "").lower(), _NAMED.sub("{}", found[2]).lower()
    return f"{scheme}//{host.removesuffix(_USUAL_PORTS.get(scheme, ' '))}{_NAMED.sub('{}', found[3].rstrip('/'))}"
