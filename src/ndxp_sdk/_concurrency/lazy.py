"""Resources of a client, imported and built when they are first used.

`functools.cached_property` is not used, because in Python 3.11 it has a lock, which a forked child may find held for
ever, and from 3.12 on two threads that come first get two resources.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Owner = TypeVar("Owner")
Resource = TypeVar("Resource")


class lazy_property(Generic[Owner, Resource]):  # noqa: N801 - because it is written like functools.cached_property
    """Build a resource once for an object and keep it there, without a lock; of two threads both get the first one."""

    def __init__(self, build: Callable[[Owner], Resource]) -> None:
        self.build = build
        self.__doc__ = build.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...

    @overload
    def __get__(self, owner: Owner, kind: type) -> Resource: ...

    def __get__(self, owner: Any, kind: type) -> Any:
        if owner is None:
            return self
        return vars(owner).setdefault(self.build.__name__, self.build(owner))
