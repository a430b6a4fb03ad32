"""The resources of the API, found by walking their package."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from compliance.server.api import resources


def modules() -> Iterator[ModuleType]:
    """Yield the resources by name."""
    for found in iter_modules(resources.__path__):
        if not found.name.startswith("_"):
            yield import_module(f"{resources.__name__}.{found.name}")
