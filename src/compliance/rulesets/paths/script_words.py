"""What scripts can name, and what their signs do."""

from collections.abc import Callable, Mapping
from operator import add, mul, sub
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.rulesets.paths import values


@dataclass(frozen=True, slots=True)
class Scope:
    """What a script can name: the value, its key, the path and the whole document.

    `parent_property` is the key of what holds the value, `parent` what holds that in turn, as in Spectral's engine.
    """

    value: Any
    property: Any
    parent: Any
    parent_property: Any
    path: Callable[[], str]
    root: Any


def _is_in(name: Any, holder: Any) -> bool:
    if isinstance(holder, dict):
        return values.text_of(name) in holder
    if isinstance(holder, list):
        return values.member(holder, name) is not values.UNDEFINED
    raise values.NoSuchMember


def _sum(left: Any, right: Any) -> Any:
    if isinstance(left, str | list | dict) or isinstance(right, str | list | dict):
        return values.text_of(left) + values.text_of(right)
    return _counted(add, left, right)


def _counted(function: Callable[[float, float], float], left: Any, right: Any) -> float:
    return function(values.number_of(left), values.number_of(right))


def _rest(left: Any, right: Any) -> float:
    divisor = values.number_of(right)
    return values.number_of(left) % divisor if divisor else float("nan")


def _quotient(left: Any, right: Any) -> float:
    divisor = values.number_of(right)
    return values.number_of(left) / divisor if divisor else float("nan")


def _is_whole(value: Any) -> bool:
    return values.type_name(value) == "number" and (isinstance(value, int) or value.is_integer())


Script = Callable[[Scope], Any]
NAMED: Final[Mapping[str, Script]] = {
    "@": lambda scope: scope.value,
    "@property": lambda scope: scope.property,
    "@parent": lambda scope: scope.parent,
    "@parentProperty": lambda scope: scope.parent_property,
    "@path": lambda scope: scope.path(),
    "@root": lambda scope: scope.root,
    "$": lambda scope: scope.root,
    "true": lambda _: True,
    "false": lambda _: False,
    "null": lambda _: None,
    "undefined": lambda _: values.UNDEFINED,
    "NaN": lambda _: float("nan"),
}
TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "@string": lambda value: isinstance(value, str),
    "@boolean": lambda value: isinstance(value, bool),
    "@number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "@integer": _is_whole,
    "@object": lambda value: isinstance(value, dict),
    "@array": lambda value: isinstance(value, list),
    "@null": lambda value: value is None,
    "@scalar": lambda value: not isinstance(value, dict | list),
    "@undefined": lambda value: value is values.UNDEFINED,
}
FUNCTIONS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "Array.isArray": lambda value: isinstance(value, list),
    "Object.keys": lambda value: list(value) if isinstance(value, dict) else [],
    "Object.values": lambda value: list(value.values()) if isinstance(value, dict) else [],
    "Number.isInteger": _is_whole,
    "Number": values.number_of,
    "String": values.text_of,
    "Boolean": values.is_true,
    "isNaN": lambda value: values.number_of(value) != values.number_of(value),
}
BINARY: Final[tuple[Mapping[str, Callable[[Any, Any], Any]], ...]] = (
    {
        "===": values.is_same,
        "!==": lambda left, right: not values.is_same(left, right),
        "==": values.is_equal,
        "!=": lambda left, right: not values.is_equal(left, right),
    },
    {
        "<": values.is_less,
        ">": lambda left, right: values.is_less(right, left),
        "<=": values.is_at_most,
        ">=": lambda left, right: values.is_at_most(right, left),
        "in": _is_in,
    },
    {
        "+": _sum,
        "-": lambda left, right: _counted(sub, left, right),
    },
    {
        "*": lambda left, right: _counted(mul, left, right),
        "%": _rest,
        "/": _quotient,
    },
)


UNARY: Final[Mapping[str, Callable[[Any], Any]]] = {
    "!": lambda value: not values.is_true(value),
    "-": lambda value: -values.number_of(value),
    "+": values.number_of,
    "typeof": values.type_name,
    "void": lambda _: values.UNDEFINED,
}
