"""JSON Schemas of what is written as JSON, made from the classes that the writers fill."""

import re
from typing import Any, Final

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_WORD: Final = r"(?<=[a-z0-9])(?=[A-Z])"


def schema_of(root: type, identifier: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a class; fields may be added to any object without notice."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - 0.1 s, and only whoever publishes a schema needs it

    described = TypeAdapter(root).json_schema(mode="serialization")
    for definition in described.get("$defs", {}).values():
        definition["title"] = re.sub(_WORD, " ", definition["title"]).capitalize()
    return {"$schema": _DIALECT, "$id": identifier, **described, "title": title}
