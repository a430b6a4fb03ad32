"""The exchange wire of the hub: X-Road's security servers, NDXP's adapters and the API gateways."""

from starlette.routing import BaseRoute, Route

from ndxp_mocks.hub.upstream import Upstream
from ndxp_mocks.hub.wire.application import Wire
from ndxp_mocks.hub.world import World

__all__ = ["Wire", "wire_routes"]


def wire_routes(world: World, upstream: Upstream) -> list[BaseRoute]:
    """What serves the profile of this world. It takes every path and method, so it stands after all other routes."""
    return [Route("/{path:path}", Wire(world, upstream))]
