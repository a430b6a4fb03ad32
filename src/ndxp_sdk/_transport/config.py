"""Configure the connections of a client."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._pipeline.circuit_breaker import CircuitBreaker
from ndxp_sdk.limits import Limits
from ndxp_sdk.tls import ReloadingContext

if TYPE_CHECKING:
    from ndxp_sdk.proxies import Proxy


@dataclass(frozen=True, slots=True)
class TransportConfig:
    """Trust, bounds, a circuit breaker, and the way out: `proxy`, or else, where asked for, that of the environment."""

    tls: ReloadingContext
    limits: Limits
    circuit_breaker: CircuitBreaker
    proxy: "Proxy | None" = None
    trusts_environment: bool = False

    @property
    def environment(self) -> Mapping[str, str] | None:
        """The environment where it may name proxies; not kept, because it holds secrets of others too."""
        return os.environ if self.trusts_environment else None

    def confided(self, site: HttpOrigin, *, keys: bool = True) -> Iterator[str]:
        """Yield the secrets in the settings of TLS and of the proxy, and those in files of keys if they are wanted."""
        from ndxp_sdk._redaction.confidential import confided, private_keys  # noqa: PLC0415 - because most calls succeed

        settings = self.tls.settings
        yield from confided(settings)
        if keys:
            yield from private_keys(settings.client_key or settings.client_certificate)
        between = self.proxy_for(site)
        if between is not None and between.user is not None:
            yield between.user[1]

    def way_to(self, site: HttpOrigin) -> "Proxy | None":
        """Read the files of TLS, and return the proxy for a site. None if there is no proxy."""
        if site.scheme == b"https":
            self.tls.context()  # because a wrong file is to be found before a connection is made for it
        return self.proxy_for(site)

    def proxy_for(self, site: HttpOrigin) -> "Proxy | None":
        """Return the proxy for a site: of the settings, else, if asked for, of the environment. None without one."""
        if self.proxy is not None or self.environment is None:
            return self.proxy
        from ndxp_sdk.proxies import proxy_from_environment  # noqa: PLC0415 - because few clients have one

        return proxy_from_environment(site.address.origin, self.environment)
