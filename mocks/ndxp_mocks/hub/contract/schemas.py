"""Values held to the JSON Schemas of the contracts. What is wrong is told without repeating a value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

from jsonschema import (  # type: ignore[import-untyped]  # because jsonschema brings no types
    Draft202012Validator,
    FormatChecker,
)

from ndxp_mocks.hub.contract.formats import FORMATS
from ndxp_mocks.lazy import lazy_property

_MOST_FLAWS: Final = 20
_MOST_NAMES: Final = 5
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: where (JSON Pointer), what kind (kebab-case), and what was expected."""

    pointer: str
    code: str
    detail: str

    def as_row(self) -> dict[str, str]:
        """Return the flaw as a ProblemError of the contracts."""
        return {"pointer": self.pointer, "code": self.code, "detail": self.detail}


class Schema:
    """One JSON Schema of draft 2020-12, its references followed beforehand."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self.written = written

    @lazy_property
    def _validator(self) -> Any:
        return Draft202012Validator(self.written, format_checker=_formats())

    def holds(self, value: Any) -> bool:
        """Return whether nothing is wrong."""
        return bool(self._validator.is_valid(value))

    def flaws(self, value: Any, place: str = "") -> Iterator[Flaw]:
        """Yield the first things that are wrong with a value, each pointer starting with `place`."""
        for error in islice(self._validator.iter_errors(value), _MOST_FLAWS):
            code, expected = _KINDS.get(error.validator, _OTHER)
            yield Flaw(f"{place}{_pointer(error.absolute_path)}", code, expected(error))

    def types(self) -> frozenset[str]:
        """Return the types it allows at the top, empty where it does not say."""
        found = self.written.get("type", ())
        return frozenset([found] if isinstance(found, str) else found)


@cache
def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checkers = {name: (_on_text(holds), ()) for name, holds in FORMATS.items()}
    return checker


def _on_text(holds: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, str) or holds(value)


def _pointer(path: Sequence[Any]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _missing(error: Any) -> str:
    return f"required and missing: {_named(name for name in error.validator_value if name not in error.instance)}"


def _unknown(error: Any) -> str:
    known = error.schema.get("properties", {})
    return f"not known here: {_named(name for name in error.instance if name not in known)}"


def _named(names: Iterator[str]) -> str:
    return ", ".join(name[:_LONGEST_NAME] for name in islice(names, _MOST_NAMES))


def _listed(error: Any) -> str:
    found = error.validator_value
    return " or ".join(str(each) for each in ([found] if isinstance(found, str) else found)) + " is expected"


_OTHER: Final = ("invalid", lambda error: f"{error.validator} of the contract does not hold")
_KINDS: Final[Mapping[str, tuple[str, Callable[[Any], str]]]] = {
    "required": ("missing", _missing),
    "additionalProperties": ("unknown-member", _unknown),
    "type": ("wrong-type", _listed),
    "enum": ("unknown-value", _listed),
    "const": ("unknown-value", lambda error: f"{error.validator_value} is expected"),
    "format": ("wrong-form", lambda error: f"{error.validator_value} is expected"),
    "pattern": ("wrong-form", lambda error: f"the form {error.validator_value} is expected"),
    "minLength": ("too-short", lambda error: f"{error.validator_value} characters at least are expected"),
    "maxLength": ("too-long", lambda error: f"{error.validator_value} characters at most are expected"),
    "minItems": ("too-few", lambda error: f"{error.validator_value} items at least are expected"),
    "maxItems": ("too-many", lambda error: f"{error.validator_value} items at most are expected"),
    "minimum": ("too-small", lambda error: f"{error.validator_value} at least is expected"),
    "maximum": ("too-large", lambda error: f"{error.validator_value} at most is expected"),
}
