"""Dataclasses that are made in a tenth of the time, for programs that run as briefly as a check.

The standard library imports a compiler's tools, and compiles up to six functions for each class: a check of a small
document spent a third of its processor time on them. Here nothing is compiled before many objects of a class are made,
and then `__init__` alone, whose code classes with as many fields share. What comes out behaves as one of
`dataclasses.dataclass` (`fields`, `replace`, `asdict`, pattern matching, pickling), and type checkers see no other
decorator. Rare forms are made by the standard library.
"""

import sys
from typing import TYPE_CHECKING, Any, ClassVar, Final

from compliance.model.dataclass_methods import ABSENT, Member, methods

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from dataclasses import dataclass, field, replace
    from types import FunctionType
else:

    def dataclass(**flags: bool) -> Any:
        """Return a decorator that makes a dataclass, as `dataclasses.dataclass` does for these keywords."""
        return lambda written: _made(written, {**_USUAL, **flags})

    def field(**given: Any) -> Any:
        """Describe a field, as `dataclasses.field` does for these keywords."""
        return Member(**given)

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return an object like `value` with other values in some fields, as `dataclasses.replace` does."""
        members = _members_of(value.__class__)
        if members is None:
            from dataclasses import replace as standard_replace  # noqa: PLC0415 - because it costs a tenth of a check

            return standard_replace(value, **changes)
        for member in members:
            if member.init and member.name not in changes:
                changes[member.name] = getattr(value, member.name)
        return value.__class__(**changes)


_USUAL: Final = {
    "init": True, "repr": True, "eq": True, "order": False, "frozen": False, "slots": False, "kw_only": False
}  # fmt: skip


def _members_of(kind: type[Any]) -> "Sequence[Member] | None":
    """Return the fields of its objects; None if the standard library made it a dataclass, or nobody did."""
    made: Mapping[str, Any] = next(
        (base.__dict__ for base in kind.__mro__ if "__dataclass_fields__" in base.__dict__), {}
    )
    return made.get("__dataclass_members__")


def _made(written: type[Any], flags: dict[str, bool]) -> type[Any]:
    """Make a dataclass of a class as written."""
    own = _own_members(written, is_keyword=flags["kw_only"])
    if own is None or len(flags) > len(_USUAL) or not _can_derive(written, flags):
        from compliance.model.dataclass_standard import by_standard_library  # noqa: PLC0415 - see above

        return by_standard_library(written, flags)
    inherited = (getattr(base, "__dataclass_members__", ()) for base in reversed(written.__mro__[1:]))
    members = tuple({each.name: each for each in (*(each for row in inherited for each in row), *own)}.values())
    _refuse_to_mix(members)
    return _assembled(written, own, members, flags)


def _can_derive(written: type[Any], flags: "Mapping[str, bool]") -> bool:
    """Return whether all dataclasses it derives from were made here, and may be changed as much as it may."""
    return all(
        base.__dict__["__dataclass_flags__"]["frozen"] == flags["frozen"]
        if "__dataclass_flags__" in base.__dict__
        else "__dataclass_fields__" not in base.__dict__
        for base in written.__mro__[1:]
    )


def _own_members(written: type[Any], *, is_keyword: bool) -> "list[Member] | None":
    """Return what the class says of its fields; None if it says it with things of the standard library."""
    annotations, members = written.__annotations__, []
    namespace = written.__dict__
    if "dataclasses" in sys.modules and any(map(_is_standard, (*annotations.values(), *namespace.values()))):
        return None
    for name, kind in annotations.items():
        if _is_of_the_class(kind):
            continue
        default = namespace.get(name, ABSENT)
        member = default if default.__class__ is Member else Member(default)
        if member.default.__class__.__hash__ is None:
            raise ValueError(f"mutable default {member.default.__class__} for field {name}: use default_factory")
        member.name, member.type = name, kind
        member.kw_only = is_keyword if member.kw_only is None else member.kw_only
        members.append(member)
    return members


def _is_of_the_class(kind: Any) -> bool:
    if isinstance(kind, str):
        return kind.startswith(("ClassVar", "typing.ClassVar"))
    return kind is ClassVar or getattr(kind, "__origin__", None) is ClassVar


def _is_standard(value: Any) -> bool:
    """Return whether a type or a default is one of the marks of `dataclasses`: a Field, an InitVar, KW_ONLY."""
    return "dataclasses" in (value.__class__.__module__, getattr(value, "__module__", None))


def _refuse_to_mix(members: "Sequence[Member]") -> None:
    seen = False
    for member in members:
        if member.init and not member.kw_only:
            if seen and not member.is_optional:
                raise TypeError(f"non-default argument {member.name!r} follows default argument")
            seen = seen or member.is_optional


def _assembled(
    written: type[Any], own: "Sequence[Member]", members: tuple[Member, ...], flags: "Mapping[str, bool]"
) -> type[Any]:
    """Return the class with its methods: itself, or where it has slots another one of the same name."""
    namespace = written.__dict__
    # because a class that writes its equality and no hash has `__hash__ = None` from the interpreter
    added = {
        name: value
        for name, value in methods(written, members, flags, _compiled).items()
        if namespace.get(name) is None
    }
    added["__match_args__"] = tuple(each.name for each in members if each.init and not each.kw_only)
    added |= {"__dataclass_members__": members, "__dataclass_flags__": flags}
    added |= {name: _Standard(name) for name in ("__dataclass_fields__", "__dataclass_params__")}
    return _slotted(written, own, added) if flags["slots"] else _supplied(written, own, added)


def _compiled(made: type[Any], members: "Sequence[Member]") -> "FunctionType":
    from compliance.model.dataclass_compiled import compiled  # noqa: PLC0415 - because few classes have so many objects

    return compiled(made, members)


def _supplied(written: type[Any], own: "Sequence[Member]", added: "Mapping[str, Any]") -> type[Any]:
    """Set the methods, and the defaults of fields that have a description."""
    for member in own:
        if written.__dict__.get(member.name) is member:
            if member.default is ABSENT:
                delattr(written, member.name)
            else:
                setattr(written, member.name, member.default)
    for name, value in added.items():
        setattr(written, name, value)
    return written


def _slotted(written: type[Any], own: "Sequence[Member]", added: "Mapping[str, Any]") -> type[Any]:
    """Make the class anew, because no class gains slots."""
    names = tuple(member.name for member in own)
    if "__slots__" in written.__dict__:
        raise TypeError(f"{written.__name__} already specifies __slots__")
    taken = {name for base in written.__mro__[1:-1] for name in _slots(base)}
    left_out = {*names, "__dict__", "__weakref__"}
    namespace = {name: value for name, value in written.__dict__.items() if name not in left_out}
    namespace |= {"__slots__": tuple(name for name in names if name not in taken)}
    namespace |= {"__qualname__": written.__qualname__, **added}
    make: Any = type(written)  # because it may be a derived type of types
    made: type[Any] = make(written.__name__, written.__bases__, namespace)
    return made


def _slots(base: type[Any]) -> "Sequence[str]":
    slots = base.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else slots


class _Standard:
    """What the standard library notes on a class, made when somebody asks for it, as its `fields` does."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, value: Any, owner: type[Any]) -> Any:
        from compliance.model.dataclass_standard import note  # noqa: PLC0415 - because few ask for it

        made = next((each for each in owner.__mro__ if each.__dict__.get(self._name) is self), None)
        if made is not None:  # because another thread may have asked meanwhile
            note(made)
        noted = next(each for each in owner.__mro__ if self._name in each.__dict__)
        return noted.__dict__[self._name]
