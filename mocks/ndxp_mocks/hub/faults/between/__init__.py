"""Failures of the network between caller and hub: no answer of X-Road comes."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Layer

LAYER: Final[Layer] = "between"
