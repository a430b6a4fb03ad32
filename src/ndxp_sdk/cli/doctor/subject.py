"""The subject of the steps: the client and its settings."""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ndxp_sdk.cli.raw_call import answer_of
from ndxp_sdk.cli.setup import Setup
from ndxp_sdk.locale import Words
from ndxp_sdk.tls import Tls

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk._http.origin import HttpOrigin
    from ndxp_sdk._http.response import Response
    from ndxp_sdk.proxies import Proxy


@dataclass(slots=True)
class Subject:
    """A client with the settings that it was made of."""

    client: "Client"
    setup: Setup
    words: Words
    _seen: "tuple[Response, float] | None" = field(default=None, init=False)

    @property
    def site(self) -> "HttpOrigin":
        """The site of the hub."""
        return self.client.config.site

    @property
    def proxy(self) -> "Proxy | None":
        """The proxy on the way there."""
        return self.client.config.transport.proxy_for(self.site)

    @property
    def tls(self) -> Tls:
        """The TLS settings: whom to trust, and as whom to appear."""
        return self.setup.settings.get("tls") or Tls()

    @property
    def seconds(self) -> float:
        """The timeout of one step on the wire, in seconds."""
        known = self.client.config.timeout
        return min(filter(None, (known.connect, known.total, 30.0)))

    def look(self) -> "tuple[Response, float]":
        """Return what the hub answers without a token, and when, in seconds of the epoch; asked once."""
        if self._seen is None:
            answer = answer_of(self.client, "/catalog/v1/health")
            self._seen = answer, time.time()
        return self._seen

    def setting(self, line: str, otherwise: str) -> str:
        """Say where a setting is to be written: in the profile, if there is one."""
        profile = self.setup.profile
        return otherwise if profile is None else f"[profiles.{profile.name}] {line} ({profile.file})"
