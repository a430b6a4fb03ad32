"""Downloads of sets of files that go wrong."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "own-gateway"
