"""Wrong statements of the catalogue about a platform."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "own-gateway"
