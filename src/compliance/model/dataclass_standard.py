"""What the standard library does for dataclasses that are made without it: its notes on a class, and rare forms."""

import dataclasses
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from compliance.model.dataclass_methods import ABSENT, Member


def note(made: type[Any]) -> None:
    """Set the fields and the flags of a class as the standard library keeps them, and bring the types of the fields.

    A module that loads the type of a field only where a value of it occurs says in `TYPES` where the type is from.
    """
    namespace = vars(sys.modules[made.__module__])
    for name, origin in namespace.get("TYPES", {}).items():
        namespace[name] = getattr(import_module(origin), name)
    rows = [(member.name, member.type, _field(member)) for member in made.__dataclass_members__]
    flags = made.__dataclass_flags__ | {"slots": False, "kw_only": False}
    twin: Any = dataclasses.make_dataclass(made.__name__, rows, **flags)
    made.__dataclass_fields__ = twin.__dataclass_fields__
    made.__dataclass_params__ = twin.__dataclass_params__


def _field(member: Member) -> Any:
    """Return the description of a field in the words of the standard library."""
    said = {name: getattr(member, name) for name in ("init", "repr", "hash", "compare")}
    given = {name: getattr(member, name) for name in ("default", "default_factory")}
    said |= {name: value for name, value in given.items() if value is not ABSENT}
    said |= {"kw_only": member.kw_only} if member.kw_only is not None else {}
    return dataclasses.field(**said)


def by_standard_library(written: type[Any], flags: Mapping[str, bool]) -> type[Any]:
    """Make a dataclass of a form that only the standard library knows."""
    for name, value in list(vars(written).items()):
        if isinstance(value, Member):
            setattr(written, name, _field(value))
    made: type[Any] = dataclasses.dataclass(**flags)(written)
    return made
