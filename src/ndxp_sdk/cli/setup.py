"""Set the client up from options and profile."""

from argparse import Namespace
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ndxp_sdk.cli.failures import Failure

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk._client.options import CommonOptions
    from ndxp_sdk.profiles import Profile


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings of a client, and its profile. None if an address was given instead."""

    base_url: str
    settings: "CommonOptions"
    profile: "Profile | None"

    @property
    def issuer(self) -> str | None:
        """The address at which tokens are requested, without the path. None if that is the base URL."""
        given = self.settings.get("token_url") or self.settings.get("issuer")
        given = given or getattr(self.settings.get("credential"), "url", None)
        return "/".join(str(given).split("/")[:3]) if given else None

    def client(self) -> "Client":
        """Return a client with these settings; close it."""
        from ndxp_sdk import Client

        return Client(self.base_url, **self.settings)


def setup_of(options: Namespace) -> Setup:
    """Set up from options, which count more than the profile. An address alone takes none, so no secret goes astray."""
    from ndxp_sdk.profiles import load

    profile = None if options.base_url and not options.profile else load(options.profile, options.config)
    settings: CommonOptions = {**(profile.settings() if profile else {})}
    if options.client:
        settings["client"] = options.client
    if options.ca:
        from ndxp_sdk.tls import Tls

        _refuse_unused_ca(options.base_url or (profile.base_url if profile else ""), settings)

        settings["tls"] = replace(settings.get("tls") or Tls(), ca=options.ca)
    if options.timeout:
        from ndxp_sdk.timeouts import Timeout

        settings["timeout"] = replace(settings.get("timeout") or Timeout(), total=options.timeout)
    return Setup(options.base_url or (profile.base_url if profile else ""), settings, profile)


def _refuse_unused_ca(base_url: str, settings: "CommonOptions") -> None:
    if not any(str(each).startswith("https://") for each in (base_url, settings.get("token_url"))):
        raise Failure(
            "--ca is for an address that begins with https://, which {address} does not", address=base_url[:80]
        )
