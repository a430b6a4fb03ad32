"""What is made of a request once and then remembered, without a lock.

`functools.cached_property` of Python 3.11 holds one lock for all objects of a class while it makes a value, so that one
reader who waits for a long report would keep every other one waiting. A request is of one thread at a time.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazy_property(Generic[T]):  # noqa: N801 - because it is written like functools.cached_property
    """Make a value when it is asked for first, and keep it in the object under the name of the property."""

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
        made: T = self._make(of)
        of.__dict__[self._name] = made
        return made
