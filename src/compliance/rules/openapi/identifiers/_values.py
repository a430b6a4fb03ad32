"""Values that a document shows for a field."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.field import Field
from compliance.model.pattern import late

_NO_VALUE: Final = late(r"\s*|string|text|null|none|n/a|.*[<>{}…*?].*|.*\.\.\.|(.)\1*", re.IGNORECASE | re.DOTALL)
_LONGEST: Final = 200


def shown_texts(field: Field) -> Iterator[tuple[str, str]]:
    """Yield the texts that are given as values, each with its keyword; what only stands for a value is left out."""
    for keyword, value in field.values():
        if isinstance(value, str) and not _NO_VALUE.fullmatch(value[:_LONGEST]):
            yield keyword, value
