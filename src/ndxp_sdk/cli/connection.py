"""The client that the options and the profile make."""

from argparse import Namespace
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk._settings import Settings
    from ndxp_sdk.profiles import Profile


@dataclass(frozen=True, slots=True)
class Setup:
    """What a client is made of, and the profile that it comes from, none where an address was given instead."""

    base_url: str
    settings: "Settings"
    profile: "Profile | None"

    def client(self) -> "Client":
        """A client with these settings; close it."""
        from ndxp_sdk import Client

        return Client(self.base_url, **self.settings)


def setup_of(options: Namespace) -> Setup:
    """Options count more than the profile. An address alone stands for itself, so that no secret goes astray."""
    from ndxp_sdk.profiles import load

    profile = None if options.base_url and not options.profile else load(options.profile, options.config)
    settings: Settings = {**(profile.settings() if profile else {})}
    if options.client:
        settings["client"] = options.client
    if options.ca:
        from ndxp_sdk.tls import Tls

        settings["tls"] = replace(settings.get("tls") or Tls(), ca=options.ca)
    if options.timeout:
        from ndxp_sdk.timeouts import Timeout

        settings["timeout"] = replace(settings.get("timeout") or Timeout(), total=options.timeout)
    return Setup(options.base_url or (profile.base_url if profile else ""), settings, profile)


def client_of(options: Namespace) -> "Client":
    """A client for a command; close it."""
    return setup_of(options).client()
