"""Proxies that take connections and say nothing: each look through one would cost its whole time."""

from collections import Counter
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import ProxyFailed
from compliance.probes.net.url import Server

_MOST_TIMES: Final = 2
_MOST_SERVERS: Final = 3


class SilentProxies:
    """How often time ran out at proxies that have not said a word in this run.

    Until a proxy speaks it is waited for twice for each server, and for no more than some servers: what is silent may
    be one server behind it, or the proxy. Whatever it says, of whichever server, ends that.
    """

    __slots__ = ("_silent", "_speaking")

    def __init__(self) -> None:
        self._speaking: set[str] = set()
        self._silent: dict[str, Counter[Server]] = {}

    def count_word(self, proxy: str) -> None:
        """Note that a proxy has said something."""
        self._speaking.add(proxy)

    def count_silence(self, proxy: str, server: Server) -> None:
        """Note that time ran out while a proxy was asked for a server."""
        self._silent.setdefault(proxy, Counter())[server] += 1

    def require_hope(self, proxy: str, server: Server) -> None:
        """Check that a proxy may still say something of a server; raises `ProxyFailed` if it was waited for in vain."""
        silent = self._silent.get(proxy, Counter[Server]())
        if proxy in self._speaking or (silent[server] < _MOST_TIMES and len(silent) < _MOST_SERVERS):
            return
        template = (
            "the proxy {proxy} has left {times} requests of this run without a word, and answered none: it was not "
            "asked to connect us to {server}"
        )
        raise ProxyFailed(Message.of(template, proxy=proxy, times=silent.total(), server=str(server)))
