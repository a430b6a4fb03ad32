"""The exchange wire of the hub: X-Road's security servers, NDXP's adapters and the API gateways."""

from ndxp_mocks.hub.wire.application import Wire

__all__ = ["Wire"]
