"""Client SDK for catalogue and data-sharing endpoints modelled on NDXP."""

from importlib.metadata import version

__all__ = ["__version__"]
__version__ = version("ndxp-sdk")
