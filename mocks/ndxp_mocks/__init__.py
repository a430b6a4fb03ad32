"""Mock platforms and a mock hub of the national data exchange, flawless or with named faults. Everything is SIMULATED.

with serve(Platform(faults={"old-tls"})) as served:
    print(served.base_url, served.ca_file)

with serve_hub(HubSettings(profile="xroad-7.7")) as hub:
    print(hub.url, hub.tls_url, hub.ca_file, hub.secret("example-portal"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ndxp_mocks.admission import TOKEN
from ndxp_mocks.errors import MocksError, UnknownFault
from ndxp_mocks.faults import Fault, known_faults
from ndxp_mocks.fleet import Fleet, start_fleet
from ndxp_mocks.platform import Platform, flawless
from ndxp_mocks.serving import Served, serve, serve_all

if TYPE_CHECKING:
    from ndxp_mocks.hub.application import Hub, hub_application
    from ndxp_mocks.hub.clock import Clock
    from ndxp_mocks.hub.seeding import hub_world
    from ndxp_mocks.hub.serving import ServedHub, serve_hub
    from ndxp_mocks.hub.settings import HubSettings
    from ndxp_mocks.hub.world import World

__all__ = [
    "TOKEN",
    "Clock",
    "Fault",
    "Fleet",
    "Hub",
    "HubSettings",
    "MocksError",
    "Platform",
    "Served",
    "ServedHub",
    "UnknownFault",
    "World",
    "flawless",
    "hub_application",
    "hub_world",
    "known_faults",
    "serve",
    "serve_all",
    "serve_hub",
    "start_fleet",
]

# Because the hub needs three times the libraries of a platform, its names are loaded when they are asked for.
_OF_THE_HUB: Final = {
    "Clock": "clock",
    "Hub": "application",
    "HubSettings": "settings",
    "ServedHub": "serving",
    "World": "world",
    "hub_application": "application",
    "hub_world": "seeding",
    "serve_hub": "serving",
}


def __getattr__(name: str) -> Any:
    if name not in _OF_THE_HUB:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.hub.{_OF_THE_HUB[name]}"), name)
