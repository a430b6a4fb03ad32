"""Bodies of bytes: what version 2.0 says by `type: file`, 3.0 by `format: binary`, and 3.1 by saying nothing."""

from typing import Final

from compliance.model.openapi.keywords import FOR_PEOPLE
from compliance.model.openapi.node import Node

_OTHERWISE: Final = ("/json", "+json", "x-www-form-urlencoded")
_SAID: Final = frozenset({"type", "format", "contentMediaType"})


def as_bytes(media_type: str, older: Node | None, newer: Node | None) -> tuple[Node | None, Node | None]:
    """Return both schemas of a body, none of either where both say no more than that it is of its media type."""
    stated = [schema for schema in (older, newer) if schema is not None]
    return (None, None) if all(_is_plain(schema, media_type) for schema in stated) else (older, newer)


def _is_plain(schema: Node, media_type: str) -> bool:
    if schema.raw is True or schema.raw == {} or schema.text("type") == "file":
        return True
    said = schema.mapping.keys() - FOR_PEOPLE
    if media_type.endswith(_OTHERWISE) or not said or not said <= _SAID or schema.text("type") not in {None, "string"}:
        return False
    stated = schema.text("contentMediaType")
    is_own = stated is None or stated.lower() == media_type.partition(";")[0]
    return is_own and (schema.text("format") == "binary" or (stated is not None and "format" not in said))
