"""Handlers by operation of the contracts, marked by `answers`. Discovery walks ndxp_mocks/hub/operations."""

import pkgutil
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Final

from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest

_PACKAGE: Final = "ndxp_mocks.hub.operations"  # a name, because the operations say with `answers` what they answer
Handler = Callable[[HubRequest], HubAnswer | Awaitable[HubAnswer]]


class answers:  # noqa: N801 because it reads as a sentence above a function
    """Mark a function as the answer to the operations with these ids."""

    def __init__(self, *operation_ids: str) -> None:
        self.operation_ids = operation_ids

    def __call__(self, handler: Handler) -> Handler:
        handler.operation_ids = self.operation_ids  # type: ignore[attr-defined]  # because a mark is read by discovery
        return handler


@cache
def handlers() -> Mapping[str, Handler]:
    """Return every handler by operationId. Raises ValueError if two claim the same."""
    found: dict[str, Handler] = {}
    for module in _modules(import_module(_PACKAGE)):
        for handler in vars(module).values():
            for operation_id in getattr(handler, "operation_ids", ()) if callable(handler) else ():
                if found.setdefault(operation_id, handler) is not handler:
                    raise ValueError(f"{operation_id} has two handlers, one in {module.__name__}")
    return found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(entry.name)
