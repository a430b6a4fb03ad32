"""Mock platforms and a mock hub of the national data exchange, flawless or with named faults. Everything is SIMULATED.

with serve(Platform(faults={"old-tls"})) as served:
    print(served.base_url, served.ca_file)

with serve_document(Path("openapi.yaml")) as served:
    print(served.base_url)

with serve_hub(HubSettings(profile="xroad-7.7")) as hub:
    print(hub.url, hub.tls_url, hub.ca_file, hub.secret("example-portal"))
"""

TYPE_CHECKING = False  # because type checkers know this name, and nothing is imported before it is wanted
if TYPE_CHECKING:
    from ndxp_mocks.errors import MocksError, UnknownFault, UnservableDocument
    from ndxp_mocks.hub.app import Hub, hub_application
    from ndxp_mocks.hub.seeding import hub_world
    from ndxp_mocks.hub.state.clock import Clock
    from ndxp_mocks.hub.state.settings import HubSettings
    from ndxp_mocks.hub.state.world import World
    from ndxp_mocks.platform.authorization import TOKEN
    from ndxp_mocks.platform.faults import Fault, known_faults
    from ndxp_mocks.platform.platform import Platform, flawless
    from ndxp_mocks.serving.documents import ServedDocument, serve_document
    from ndxp_mocks.serving.fleet import Fleet, start_fleet
    from ndxp_mocks.serving.hub import ServedHub, serve_hub
    from ndxp_mocks.serving.platforms import Served, serve, serve_all

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
    "ServedDocument",
    "ServedHub",
    "UnknownFault",
    "UnservableDocument",
    "World",
    "flawless",
    "hub_application",
    "hub_world",
    "known_faults",
    "serve",
    "serve_all",
    "serve_document",
    "serve_hub",
    "start_fleet",
]

# Because the command is there before its libraries are, and the hub needs three times those of a platform.
_PLACES = {
    "TOKEN": "platform.authorization",
    "Clock": "hub.state.clock",
    "Fault": "platform.faults",
    "Fleet": "serving.fleet",
    "Hub": "hub.app",
    "HubSettings": "hub.state.settings",
    "MocksError": "errors",
    "Platform": "platform.platform",
    "Served": "serving.platforms",
    "ServedDocument": "serving.documents",
    "ServedHub": "serving.hub",
    "UnknownFault": "errors",
    "UnservableDocument": "errors",
    "World": "hub.state.world",
    "flawless": "platform.platform",
    "hub_application": "hub.app",
    "hub_world": "hub.seeding",
    "known_faults": "platform.faults",
    "serve": "serving.platforms",
    "serve_all": "serving.platforms",
    "serve_document": "serving.documents",
    "serve_hub": "serving.hub",
    "start_fleet": "serving.fleet",
}


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 - the same

    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
