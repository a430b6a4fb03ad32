"""Failures of the provider itself."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "provider"
