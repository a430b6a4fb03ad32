"""Extensions by which a document marks its schemas."""

from collections.abc import Callable
from typing import Final

from ndxp_mocks.openapi.dialect import Schema, below

_PERSONAL: Final = "x-personal-data"
_NOT_PERSONAL: Final = "none"


def tells_of_persons(schema: Schema, at: Callable[[str], Schema]) -> bool:
    """Return whether a field anywhere below the schema is marked as personal; `at` gives the schema of an address."""
    waiting: list[Schema] = [schema]
    seen: set[str] = set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, bool):
            continue
        if part.get(_PERSONAL, _NOT_PERSONAL) != _NOT_PERSONAL:
            return True
        address = part.get("$ref")
        if isinstance(address, str) and address not in seen:
            seen.add(address)
            waiting.append(at(address))
        waiting += below(part)
    return False
