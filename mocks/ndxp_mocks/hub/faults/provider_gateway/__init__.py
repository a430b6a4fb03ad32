"""Failures of the provider's security server."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "provider-gateway"
