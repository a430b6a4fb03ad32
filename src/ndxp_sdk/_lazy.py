"""Parts of a client that are imported and made when they are first used."""

from importlib import import_module
from typing import Any


class _Lazy:
    """Replaces itself, on the client that asks, by the part."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name
        self._attribute = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._attribute = name

    def __get__(self, client: Any, owner: type) -> Any:
        if client is None:
            return self
        part = getattr(import_module(self._module), self._name)(client)
        return client.__dict__.setdefault(self._attribute, part)


def lazy(module: str, name: str) -> Any:
    """The class `name` of `module`, made with the client as its only argument."""
    return _Lazy(module, name)
