"""What the message log of the hub holds wrongly, or not at all."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "own-gateway"
