"""Connect the examples to a hub: by a profile, or else as the made-up clients of `ndxp-mocks hub` on this machine."""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, Unpack

from ndxp_sdk import Client, ClientSecret, NdxpError, Secret
from ndxp_sdk._client.options import ClientOptions

if TYPE_CHECKING:
    from ndxp_sdk import Dialect

PORTAL: Final = "example-portal"
PROVIDER: Final = "example-provider"
STRANGER: Final = "example-stranger"
# The service that the mock always has, and one made-up enterprise of it.
SERVICE: Final = "VN/GOV/G12/national-enterprise-management/enterprises"
SYSTEM: Final = "VN/GOV/G12/national-enterprise-management"
ENTERPRISE: Final = "9999000001"
_SYSTEMS: Final = {
    PORTAL: "VN/GOV/EXAMPLE/portal",
    PROVIDER: SYSTEM,
    STRANGER: "VN/GOV/EXAMPLE/stranger",
}
# The first party takes NDXP_PROFILE, as every client does; the other one of an exchange takes this.
_OTHER: Final = "NDXP_PROVIDER_PROFILE"


def local_url() -> str:
    """Return the address at which the mock listens."""
    return os.environ.get("NDXP_EXAMPLES_URL", "http://localhost:8080")


def simulated_secret(client_id: str) -> Secret:
    """Return the secret of a made-up client, which everybody knows; a real one is `Secret.at("env:NAME")`."""
    return Secret(f"simulated-secret-{client_id}")


def connect(client_id: str = PORTAL, **settings: Unpack[ClientOptions]) -> Client:
    """Connect by a profile, or to the mock; `settings` count more."""
    profile = os.environ.get(_OTHER if client_id == PROVIDER else "NDXP_PROFILE")
    if profile:
        return Client.from_profile(profile, **settings)
    own = ClientSecret(client_id, simulated_secret(client_id))
    mine: ClientOptions = {"client": _SYSTEMS[client_id], "credential": own, **settings}
    return Client(local_url(), **mine)


def run(
    main: Callable[..., None], *client_ids: str, dialect: "Dialect | None" = None, hub: str = "ndxp-mocks hub"
) -> None:
    """Call `main` with one client for each id, the portal where none is named; `hub` is the command for a fitting hub.

    An error ends the program with a sentence and status 1, as it would end yours.
    """
    settings: Any = {"dialect": dialect} if dialect else {}
    with ExitStack() as stack:
        try:
            main(*[stack.enter_context(connect(each, **settings)) for each in client_ids or (PORTAL,)])
        except NdxpError as error:
            sys.exit(ended(error, hub))


def ended(error: NdxpError, hub: str = "ndxp-mocks hub") -> str:
    """Return what an example says at its end if it fails."""
    where = f"profile {name}" if (name := os.environ.get("NDXP_PROFILE")) else local_url()
    return f"{type(error).__name__}: {error.message}\nwhose failure: {error.origin} ({where}; the hub for this: {hub})"
