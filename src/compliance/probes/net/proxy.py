"""Which proxy stands between here and a server."""

import os
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message
from compliance.probes.errors import ProxyUnusable
from compliance.probes.net.url import Server
from compliance.probes.proxy_reference import ProxyReference, read_proxy
from ndxp_sdk.proxies import Proxy, proxy_from_environment, proxy_of

T = TypeVar("T")
_ANY: Final = "https://any.invalid"


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxy that was named, or the environment that says which there is; no proxy if there is neither.

    They may hold passwords, so that nothing of them is shown.
    """

    named: Proxy | None = field(default=None, repr=False)
    environment: Mapping[str, str] | None = field(default=None, repr=False)

    @property
    def are_used(self) -> bool:
        """Whether any server is looked at through one."""
        return self.named is not None or _of_environment(self.environment or {}) is not None

    def between(self, server: Server) -> Proxy | None:
        """Return the proxy for a server, None if there is none.

        It is the one for https whatever is spoken, because nothing but tunnels is asked of it.
        """
        if self.named is not None or self.environment is None:
            return self.named
        return proxy_from_environment(f"https://{Server(server.tls_name, server.port)}", self.environment)


def proxies_of(reference: ProxyReference | None) -> Proxies:
    """Return what a reference leads to; raises `ProxyUnusable`, which repeats nothing of an address."""
    return Proxies() if reference is None else _had(reference, _proxies)


def read_once(reference: ProxyReference) -> ProxyReference:
    """Return a reference with its address, so that a program that tells it runs once; raises `ProxyUnusable`."""
    return _had(reference, ProxyReference.read)


def _proxies(reference: ProxyReference) -> Proxies:
    if reference.is_environment:
        _of_environment(os.environ)
        return Proxies(environment=dict(os.environ))
    return Proxies(proxy_of(reference.address()))


def _had(reference: ProxyReference, made: Callable[[ProxyReference], T]) -> T:
    read_proxy(reference.text)
    try:
        return made(reference)
    except ndxp_sdk.NdxpError:
        # because a traceback may show the secret
        unusable = ProxyUnusable(
            Message.of(
                "the proxy {reference} cannot be used: its address is not there, or not of the form "
                "http://USER:PASSWORD@HOST:PORT",
                reference=reference.text.partition(":")[0] if reference.is_secret else reference.text,
            )
        )
    raise unusable


def vantage_of(proxies: Proxies, *, allow_private: bool) -> str:
    """Return from where is looked: inside where private addresses are allowed, else from the Internet, and how."""
    vantage = "inside" if allow_private else "public"
    return f"{vantage}-through-proxy" if proxies.are_used else vantage


def _of_environment(environment: Mapping[str, str]) -> Proxy | None:
    """Return the proxy for servers that are not exempt."""
    return proxy_from_environment(_ANY, {**environment, "NO_PROXY": "", "no_proxy": ""})
