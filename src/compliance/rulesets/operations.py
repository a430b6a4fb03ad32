"""The operations below `paths`, as they stand in a tree."""

from collections.abc import Iterator
from typing import Any, Final

_METHODS: Final = frozenset({"get", "head", "post", "put", "patch", "delete", "options", "trace"})


def operations(paths: Any) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """Yield the path and the method of each operation, and what stands there."""
    for path, item in paths.items() if isinstance(paths, dict) else ():
        for method, operation in item.items() if isinstance(item, dict) else ():
            if method in _METHODS and isinstance(operation, dict):
                yield (path, method), operation
