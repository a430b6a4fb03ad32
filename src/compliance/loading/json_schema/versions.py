"""What versions of OpenAPI write in another way than JSON Schema 2020-12."""

from typing import Any

from compliance.loading.json_schema.keywords import IN_PLACE
from compliance.model.openapi.keywords import KNOWN_DIALECTS


def is_of_known_dialect(raw: dict[str, Any]) -> bool:
    """Return whether a schema is one of JSON Schema 2020-12, as far as it says; `$recursiveRef` is of 2019-09."""
    dialect = raw.get("$schema")
    return "$recursiveRef" not in raw and (dialect is None or (isinstance(dialect, str) and dialect in KNOWN_DIALECTS))


def exclusive(translated: dict[str, Any]) -> None:
    """Turn the limits of 2.0 and 3.0, where `exclusiveMinimum: true` says something of `minimum`."""
    for limit, strict in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(translated.get(strict), bool):
            is_exclusive = translated.pop(strict)
            if is_exclusive and limit in translated:
                translated[strict] = translated.pop(limit)


def nullable(translated: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that takes `null` too; a list of values takes it even if it does not name it."""
    if not IN_PLACE.isdisjoint(translated):
        return {"anyOf": [{"type": "null"}, translated]}
    if "type" in translated:
        translated["type"] = list(dict.fromkeys((*translated["type"], "null")))
    if "enum" in translated and None not in translated["enum"]:
        translated["enum"] = [*translated["enum"], None]
    return translated
