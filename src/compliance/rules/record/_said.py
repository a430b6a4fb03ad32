"""What a record says of something: there is one, there is none, or nothing."""

from typing import Final

from compliance.model.codelist import fold
from compliance.model.record_form import NONE, is_none
from compliance.model.violation import Placed, Unknown

_NO: Final = frozenset({NONE, "no", "không", "không có"})


def is_no(value: object) -> bool:
    """Return whether a value says no, in one word or another; `none` does."""
    return isinstance(value, str) and fold(value) in _NO


def is_said(value: object) -> bool:
    """Return whether a value says something: not nothing, not an empty text or list, and not `none`."""
    return not is_unsaid(value) and not is_none(value)


def is_unsaid(value: object) -> bool:
    """Return whether nothing is known; an empty text is nothing too, and a list of nothing else."""
    if isinstance(value, list | tuple):
        return not any(map(is_said, value))
    return value is None or (isinstance(value, str) and not fold(value))


def unsaid(whole: Placed, field: str) -> Unknown:
    """Return that a record does not say something: a field of a part of it, by its path."""
    return Unknown("the record does not say {field}", at=whole.at.child(*field.split(".")), field=field)
