"""Wrong or missing entries of the message log."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "own-gateway"
