"""How a value that versions of YAML read differently is written so that they do not."""

from collections.abc import Iterator
from typing import Final

from compliance.model.location import Place, tokens
from compliance.model.mend import Mend, quoted, replaced
from compliance.model.source import AmbiguousScalar

_TRUE_OR_FALSE: Final = frozenset(
    {
        "additionalProperties", "allowEmptyValue", "allowReserved", "attribute", "deprecated", "exclusiveMaximum",
        "exclusiveMinimum", "explode", "nullable", "readOnly", "required", "unevaluatedItems", "unevaluatedProperties",
        "uniqueItems", "wrapped", "writeOnly",
    }
)  # fmt: skip
_NUMBERS: Final = frozenset(
    {
        "exclusiveMaximum", "exclusiveMinimum", "maxContains", "maxItems", "maxLength", "maxProperties", "maximum",
        "minContains", "minItems", "minLength", "minProperties", "minimum", "multipleOf",
    }
)  # fmt: skip


def mends_of(scalar: AmbiguousScalar, uri: str) -> Iterator[Mend]:
    """Yield the way in which a value keeps what version 1.2 of YAML reads, to which OpenAPI keeps, and all read it so.

    Where a field takes true or false, or a value may be a code that begins with zero, only its author knows what is
    meant.
    """
    at = Place(uri, scalar.pointer)
    field = (tokens(scalar.pointer) or [""])[-1]
    if scalar.is_key:
        yield quoted(at, is_key=True)
    elif isinstance(scalar.value, float) or (isinstance(scalar.value, int) and scalar.written.startswith("0o")):
        yield replaced(at, scalar.value)
    elif isinstance(scalar.value, int):
        yield quoted(at, changes_contract=True)
    elif scalar.kind == "word" and field in _TRUE_OR_FALSE:
        yield replaced(at, scalar.written.lower() in {"yes", "on"}, changes_contract=True)
    elif not (scalar.kind == "number" and field in _NUMBERS):
        yield quoted(at)
