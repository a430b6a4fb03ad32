"""The methods of dataclasses: shared by all, or made for a class without a compiler, but for `__init__`."""

import operator
from functools import cache
from reprlib import recursive_repr
from types import CodeType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any, Final, Never

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_ORDER: Final = ("lt", "le", "gt", "ge")


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


def methods(members: "Sequence[Member]", flags: "Mapping[str, bool]") -> "dict[str, Any]":
    """Return the methods that these flags ask for."""
    compared = [entry.name for entry in members if entry.compare]
    made: dict[str, Any] = {}
    if flags["init"]:
        made["__init__"] = Initialiser()
    if flags["repr"]:
        made["__repr__"] = _represented
    if flags["eq"]:
        hashed = [entry.name for entry in members if (entry.compare if entry.hash is None else entry.hash)]
        made["__eq__"] = _equality(_values_of(compared))
        made["__hash__"] = _hashing(_values_of(hashed)) if flags["frozen"] else None
    if flags["frozen"]:
        made |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        made |= {"__getstate__": _state, "__setstate__": _restore} if flags["slots"] else {}
    if flags["order"]:
        made |= {f"__{name}__": _ordering(_values_of(compared), getattr(operator, name)) for name in _ORDER}
    return made


class Initialiser:
    """`__init__` until an object is made: a check makes objects of a third of the classes that it has."""

    __slots__ = ("made",)
    made: type[Any]

    def __get__(self, value: Any, owner: type[Any]) -> Any:
        made = self.made
        if made.__dict__["__init__"] is self:
            made.__init__ = _initialiser(made, made.__dataclass_members__)
        method = made.__dict__["__init__"]
        return method if value is None else MethodType(method, value)


def _initialiser(made: type[Any], members: "Sequence[Member]") -> FunctionType:
    """Return the method that takes an argument for each field, in their order."""
    is_checked = hasattr(made, "__post_init__")
    code = _code(tuple(map(_shape, members)), is_frozen=made.__dataclass_flags__["frozen"], is_checked=is_checked)
    names = {f"field_{at}": member.name for at, member in enumerate(members)}
    code = code.replace(
        co_varnames=tuple(names.get(name, name) for name in code.co_varnames),
        co_names=tuple(names.get(name, name) for name in code.co_names),
        co_consts=tuple(names.get(value, value) for value in code.co_consts),
        co_qualname=f"{made.__qualname__}.__init__",
    )
    scope: dict[str, Any] = {"set_": object.__setattr__, "absent": ABSENT, "__name__": made.__module__}
    scope |= {f"made_{at}": _made_from(member) for at, member in enumerate(members)}
    optional = [member for member in members if member.init and member.is_optional]
    defaults = tuple(member.default for member in optional if not member.kw_only)
    method = FunctionType(code, scope, "__init__", defaults)
    method.__kwdefaults__ = {member.name: member.default for member in optional if member.kw_only}
    return method


def _made_from(member: Member) -> Any:
    return member.default if member.default_factory is ABSENT else member.default_factory


def _shape(member: Member) -> str:
    """Return how a field gets its value: from an argument, a named one, a factory, one if no argument is given."""
    if not member.init:
        return "made" if member.default_factory is not ABSENT else "default" if member.default is not ABSENT else ""
    return f"{'named' if member.kw_only else 'plain'} {'' if member.default_factory is ABSENT else 'made'}"


_STATEMENTS: Final = {
    "": "pass",
    "made": "{target} made_{at}() {end}",
    "default": "{target} made_{at} {end}",
    "plain ": "{target} field_{at} {end}",
    "named ": "{target} field_{at} {end}",
    "plain made": "{target} made_{at}() if field_{at} is absent else field_{at} {end}",
    "named made": "{target} made_{at}() if field_{at} is absent else field_{at} {end}",
}


@cache
def _code(shape: tuple[str, ...], *, is_frozen: bool, is_checked: bool) -> CodeType:
    """Compile the method for fields that are called by their numbers: classes of one shape differ in names alone."""
    plain = [f"field_{at}" for at, each in enumerate(shape) if each.startswith("plain")]
    named = [f"field_{at}" for at, each in enumerate(shape) if each.startswith("named")]
    arguments = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    target, end = ("set_(self, 'field_{at}',", ")") if is_frozen else ("self.field_{at} =", "")
    lines = [_STATEMENTS[each].format(target=target.format(at=at), at=at, end=end) for at, each in enumerate(shape)]
    lines += ["self.__post_init__()"] if is_checked else []
    scope: dict[str, Any] = {}
    # because the text consists of numbers and the words of this table alone
    exec(f"def __init__({arguments}):\n" + "".join(f" {line}\n" for line in lines or ["pass"]), scope)  # noqa: S102
    code: CodeType = scope["__init__"].__code__
    return code


@recursive_repr()
def _represented(self: Any) -> str:
    shown = (f"{entry.name}={getattr(self, entry.name)!r}" for entry in self.__dataclass_members__ if entry.repr)
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
