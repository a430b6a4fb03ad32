"""The methods of dataclasses: shared by all, or made for a class without a compiler, but for `__init__`."""

import operator
from reprlib import recursive_repr
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, Never

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Compiled = Callable[[type[Any], Sequence["Member"]], FunctionType]
    Filling = Callable[[dict[str, Any]], None]
    fill: Filling  # a name in the scope of each `__init__`

_ORDER: Final = ("lt", "le", "gt", "ge")
_FEW: Final = 100
"""Objects of a class, before `__init__` is compiled for it: that takes as long as two hundred of them."""


class _Absent:
    """Stand for a default that there is none of, and for the value that a factory makes."""

    def __repr__(self) -> str:
        return "<factory>"


ABSENT: Final = _Absent()


class Member:
    """What is said of a field, in the words of `dataclasses.field`."""

    __slots__ = ("compare", "default", "default_factory", "hash", "init", "kw_only", "name", "repr", "type")
    name: str
    type: Any

    def __init__(  # noqa: PLR0913 - as many as those of `dataclasses.field`
        self,
        default: Any = ABSENT,
        *,
        default_factory: Any = ABSENT,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - see above
        hash: bool | None = None,  # noqa: A002
        compare: bool = True,
        kw_only: bool | None = None,
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.kw_only = kw_only

    @property
    def is_optional(self) -> bool:
        """Whether it has a value that nobody gives."""
        return self.default is not ABSENT or self.default_factory is not ABSENT


def methods(
    written: type[Any], members: "Sequence[Member]", flags: "Mapping[str, bool]", compiled: "Compiled"
) -> "dict[str, Any]":
    """Return the methods that these flags ask for in a class as written; of many objects `__init__` is `compiled`."""
    compared = _values_of([member.name for member in members if member.compare])
    made: dict[str, Any] = {}
    if flags["init"]:
        made["__init__"] = _initialiser_of_few(written, members, _filling(written, members, flags, compiled))
    if flags["repr"]:
        made["__repr__"] = _represented
    if flags["eq"]:
        made["__eq__"] = _equality(compared)
        made["__hash__"] = _hashing(_hashed(members) or compared) if flags["frozen"] else None
    if flags["frozen"]:
        made |= _OF_FROZEN_SLOTS if flags["slots"] else _OF_FROZEN
    if flags["order"]:
        made |= {f"__{name}__": _ordering(compared, getattr(operator, name)) for name in _ORDER}
    return made


def _initialiser_of_few(written: type[Any], members: "Sequence[Member]", fill: "Filling") -> FunctionType:
    """Return `__init__` without compiling one: a body that asks for all that it was given fits any list of arguments.

    It takes twice the time of a compiled one, which takes its place in a class of which many objects are made.
    """
    plain = [member.name for member in members if member.init and not member.kw_only]
    named = [member.name for member in members if member.init and member.kw_only]
    code = _given_to_fill.__code__.replace(
        co_argcount=1 + len(plain),
        co_kwonlyargcount=len(named),
        co_nlocals=1 + len(plain) + len(named),
        co_varnames=("self", *plain, *named),
        co_name="__init__",
        co_qualname=f"{written.__qualname__}.__init__",
    )
    scope = {"fill": fill, "__name__": written.__module__}
    return with_defaults(FunctionType(code, scope), members)


def _given_to_fill() -> None:
    fill(locals())  # noqa: F821 - see above


def _filling(
    written: type[Any], members: "Sequence[Member]", flags: "Mapping[str, bool]", compiled: "Compiled"
) -> "Filling":
    """Return what sets the fields of an object to what its `__init__` was given."""
    fixed = {member.name: member.default for member in members if not member.init and member.default is not ABSENT}
    factories = [(member.name, member.default_factory) for member in members if member.default_factory is not ABSENT]
    set_ = object.__setattr__ if flags["frozen"] else setattr
    is_checked = hasattr(written, "__post_init__")
    has_slots = flags["slots"] or any("__slots__" in vars(base) for base in written.__mro__)
    is_set_singly = has_slots or not flags["frozen"]
    left = _FEW

    def fill(values: dict[str, Any]) -> None:
        nonlocal left
        value = values.pop("self")
        values |= fixed
        for name, make in factories:
            if values.get(name, ABSENT) is ABSENT:
                values[name] = make()
        if is_set_singly:
            for name, given in values.items():
                set_(value, name, given)
            left -= 1
        else:  # because no compiled method is faster than this
            vars(value).update(values)
        if is_checked:
            value.__post_init__()
        if left == 0:
            made = next(each for each in value.__class__.__mro__ if vars(each).get("__dataclass_members__") is members)
            made.__init__ = compiled(made, members)

    return fill


def with_defaults(method: FunctionType, members: "Sequence[Member]") -> FunctionType:
    """Return an `__init__` with the values that an argument has where nobody gives one."""
    optional = [member for member in members if member.init and member.is_optional]
    if optional:
        method.__defaults__ = tuple(member.default for member in optional if not member.kw_only)
        method.__kwdefaults__ = {member.name: member.default for member in optional if member.kw_only}
    return method


@recursive_repr()
def _represented(self: Any) -> str:
    shown = (f"{entry.name}={getattr(self, entry.name)!r}" for entry in self.__dataclass_members__ if entry.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _values_of(names: list[str]) -> "Callable[[Any], Any]":
    """Make a function that takes out of an object the values of these fields."""
    return operator.attrgetter(*names) if names else lambda _: ()


def _hashed(members: "Sequence[Member]") -> "Callable[[Any], Any] | None":
    """Return what takes out the values that make the hash; None if they are those that make objects equal."""
    if all(member.hash is None for member in members):
        return None
    return _values_of([member.name for member in members if (member.compare if member.hash is None else member.hash)])


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
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - because nobody tries

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> Never:  # noqa: ARG001
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - because nobody tries

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, entry.name) for entry in self.__dataclass_members__]


def _restore(self: Any, state: list[Any]) -> None:
    for entry, value in zip(self.__dataclass_members__, state, strict=True):
        object.__setattr__(self, entry.name, value)


_OF_FROZEN: Final = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
_OF_FROZEN_SLOTS: Final = {**_OF_FROZEN, "__getstate__": _state, "__setstate__": _restore}
