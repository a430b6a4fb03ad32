"""What each field of an answer means: one name means one thing, and where it does not, `Form.name` says which."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from compliance.model.text import Message


@cache
def meanings() -> Mapping[str, Message]:
    """Return what is said of each field, by its name, or by the name of its form and its name."""
    found: dict[str, Message] = {}
    for module in iter_modules(__path__):
        found |= import_module(f"{__name__}.{module.name}").MEANINGS
    return found


def meaning(form: str, field: str) -> Message:
    """Return what a field of a form means."""
    known = meanings()
    return known[f"{form}.{field}"] if f"{form}.{field}" in known else known[field]
