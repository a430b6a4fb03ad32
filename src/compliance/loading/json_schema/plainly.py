"""Schemas that name a type of single values and demand nothing else: half of those that have an example."""

from typing import Any, Final

from compliance.model.openapi.keywords import FOR_PEOPLE

TYPES: Final[dict[str, type[Any]]] = {"string": str, "integer": int, "boolean": bool}
_SAY_NOTHING: Final = FOR_PEOPLE | {"type", "default", "readOnly", "writeOnly", "xml"}


def is_plain(schema: Any) -> bool:
    """Return whether a schema names one type of single values, and demands nothing else."""
    if not isinstance(schema, dict) or schema.get("type").__class__ is not str or schema["type"] not in TYPES:
        return False
    return all(keyword in _SAY_NOTHING or keyword.startswith("x-") for keyword in schema) and not schema.get(
        "x-nullable"
    )


def fits(schema: dict[str, Any], value: Any) -> bool:
    """Return whether a value is of the type of a plain schema; False leaves it open, for a validator to tell."""
    if isinstance(value, str) and not value.isascii():
        return False  # because the library may refuse to read it
    return value.__class__ is TYPES[schema["type"]]
