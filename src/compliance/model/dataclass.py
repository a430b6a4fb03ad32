"""Frozen dataclasses that are made in a quarter of the time, for programs that run as briefly as a check.

Up to Python 3.12 the standard library compiles six functions for each frozen dataclass: a check of a small document
spent a third of its processor time on them. Here `__init__` alone is compiled; the other five are shared or made
without a compiler. What comes out behaves as one of `dataclasses.dataclass` (`fields`, `replace`, `asdict`, pattern
matching, pickling), and type checkers see no other decorator. Any other form is made by the standard library.
"""

import operator
from dataclasses import MISSING, Field, FrozenInstanceError, fields, is_dataclass
from dataclasses import dataclass as standard_dataclass
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, Never

__all__ = ["dataclass"]
_ORDER: Final = ("lt", "le", "gt", "ge")

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, order: bool = False, kw_only: bool = False, **others: bool
    ) -> Any:
        """Return a decorator that makes a dataclass, as `dataclasses.dataclass` does for these keywords."""
        if others or not frozen:
            return standard_dataclass(frozen=frozen, slots=slots, order=order, kw_only=kw_only, **others)
        return lambda written: _frozen(written, slots=slots, order=order, kw_only=kw_only)


def _frozen(written: type[Any], *, slots: bool, order: bool, kw_only: bool) -> type[Any]:
    """Make a frozen dataclass of a class as written."""
    # because two functions more are compiled for a class that is frozen from the start, which a derived one has to be
    is_derived = any(map(is_dataclass, written.__mro__[1:]))
    make = standard_dataclass(init=False, repr=False, eq=False, frozen=is_derived, slots=slots, kw_only=kw_only)
    made = make(written)
    made.__dataclass_params__.frozen = True
    made.__dataclass_params__.order = order
    members = fields(made)
    compared = [entry.name for entry in members if entry.compare]
    hashed = [entry.name for entry in members if (entry.compare if entry.hash is None else entry.hash)]
    methods: dict[str, Any] = {
        "__init__": _initialiser(made, members),
        "__repr__": _represented,
        "__eq__": _equality(_values_of(compared)),
        "__hash__": _hashing(_values_of(hashed)),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    if order:
        methods |= {f"__{name}__": _ordering(_values_of(compared), getattr(operator, name)) for name in _ORDER}
    for name, method in methods.items():
        # because a class that writes its equality and no hash has `__hash__ = None` from the interpreter
        if vars(written).get(name) is None:
            setattr(made, name, method)
    return made


def _initialiser(made: type[Any], members: tuple[Field[Any], ...]) -> Any:
    """Compile the method that takes one argument for each field, in the order of the fields."""
    scope: dict[str, Any] = {"__set": object.__setattr__, "__made": _MADE}
    arguments, body = ["self"], []
    named: list[str] = []
    for entry in members:
        (named if entry.kw_only else arguments).append(entry.name + _default(entry, scope))
        body.append(f" __set(self, {entry.name!r}, {_value(entry)})")
    arguments += ["*", *named] if named else []
    if hasattr(made, "__post_init__"):
        body.append(" self.__post_init__()")
    # because the text consists of names of fields alone, which the interpreter has read as identifiers
    exec(f"def __init__({', '.join(arguments)}):\n" + ("\n".join(body) or " pass"), scope)  # noqa: S102
    method = scope["__init__"]
    method.__qualname__ = f"{made.__qualname__}.__init__"
    method.__module__ = made.__module__
    return method


def _value(entry: Field[Any]) -> str:
    """Write what a field is set to: the argument, or what the factory makes if none was given."""
    if entry.default_factory is MISSING:
        return entry.name
    return f"__of_{entry.name}() if {entry.name} is __made else {entry.name}"


def _default(entry: Field[Any], scope: dict[str, Any]) -> str:
    """Write the default of an argument, and put what it names into the scope of the method."""
    if entry.default_factory is not MISSING:
        scope[f"__of_{entry.name}"] = entry.default_factory
        return "=__made"
    if entry.default is MISSING:
        return ""
    scope[f"__of_{entry.name}"] = entry.default
    return f"=__of_{entry.name}"


class _Made:
    """Stand for a value that the factory of a field makes."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE: Final = _Made()


@recursive_repr()
def _represented(self: Any) -> str:
    shown = (f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self) if entry.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _values_of(names: list[str]) -> "Callable[[Any], Any]":
    """Make a function that takes out of an object the values of these fields."""
    return operator.attrgetter(*names) if names else lambda _: ()


def _equality(compared: "Callable[[Any], Any]") -> "Callable[[Any, object], Any]":
    def equals(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return equals


def _hashing(hashed: "Callable[[Any], Any]") -> "Callable[[Any], int]":
    def hash_of(self: Any) -> int:
        return hash(hashed(self))

    return hash_of


def _ordering(
    compared: "Callable[[Any], Any]", is_before: "Callable[[Any, Any], Any]"
) -> "Callable[[Any, object], Any]":
    def ordered(self: Any, other: object) -> Any:
        return is_before(compared(self), compared(other)) if other.__class__ is self.__class__ else NotImplemented

    return ordered


def _refuse_to_set(self: Any, name: str, value: object) -> Never:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> Never:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, entry.name) for entry in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for entry, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, entry.name, value)
