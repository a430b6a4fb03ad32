"""Resources within a namespace of a client, such as `client.catalog.services`: imported and made when first used."""

from importlib import import_module
from typing import Any


class _Part:
    """Replaces itself, on the namespace that asks, by the resource."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name
        self._attribute = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._attribute = name

    def __get__(self, namespace: Any, owner: type) -> Any:
        if namespace is None:
            return self
        known = vars(namespace)
        resource = getattr(import_module(self._module), self._name)
        return known.setdefault(self._attribute, resource(known["_client"]))


def part(module: str, name: str) -> Any:
    """The class `name` of `module`, made with the client that the namespace keeps as `_client`."""
    return _Part(module, name)
