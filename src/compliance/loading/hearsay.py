"""A record that others compiled: `none` is the owner's word, so what stands there as none is unknown."""

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from compliance.model.dataclass import replace
from compliance.model.record_form import is_none

T = TypeVar("T")


def without_none(form: T) -> T:
    """Return a form of a record in which every field that may be unknown is so where it said none."""
    changed = {}
    for entry in fields(form):  # type: ignore[arg-type]  # because every form is a dataclass
        value = getattr(form, entry.name)
        heard = None if is_none(value) and entry.default is None else _inside(value)
        if heard is not value:
            changed[entry.name] = heard
    return replace(form, **changed) if changed else form  # type: ignore[type-var]


def _inside(value: Any) -> Any:
    if is_dataclass(value):
        return without_none(value)
    if isinstance(value, list | tuple):
        heard = [_inside(item) for item in value]
        is_same = all(one is other for one, other in zip(heard, value, strict=True))
        return value if is_same else type(value)(heard)
    return value
