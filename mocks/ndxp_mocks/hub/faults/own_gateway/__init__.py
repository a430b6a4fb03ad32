"""Failures of the consumer's security server, or of the adapter in its place."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "own-gateway"
