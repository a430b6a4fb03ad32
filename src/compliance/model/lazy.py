"""Properties that are computed once, when they are asked for first, and then remembered, without a lock.

`functools.cached_property` of Python 3.11 holds one lock for all objects of a class while it makes a value: whoever
compares two large documents, or waits for a report, would keep every other thread waiting that wants a small one. From
3.12 on there is no lock, and two threads that come first get two values.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazy_property(Generic[T]):  # noqa: N801 - because it is written like functools.cached_property
    """Keep a value in the object under the name of the property; threads that make it at once all get the first one."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, of: None, owner: type) -> Self: ...
    @overload
    def __get__(self, of: object, owner: type) -> T: ...
    def __get__(self, of: object | None, owner: type) -> Self | T:
        if of is None:
            return self
        made = self._make(of)
        first: T = of.__dict__.setdefault(self._name, made)
        return first
