"""`__init__` of dataclasses of which many objects are made: compiled, once for all with as many fields."""

from collections.abc import Sequence
from functools import cache
from types import CodeType, FunctionType
from typing import Any, Final

from compliance.model.dataclass_methods import ABSENT, Member, with_defaults


def compiled(made: type[Any], members: Sequence[Member]) -> FunctionType:
    """Return a compiled method that takes an argument for each field, in their order."""
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
    return with_defaults(FunctionType(code, scope), members)


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
