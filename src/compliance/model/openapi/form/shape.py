"""What all objects of one form with the same keys have in common, so that it is found out once for all of them."""

from collections.abc import Collection
from typing import Final

from compliance.model.openapi.form.forms import Form, ObjectForm
from compliance.model.openapi.form.scalars import Scalar

_OF_SCHEMAS: Final = frozenset({"$ref", "$dynamicRef", "discriminator", "readOnly"})
"""A schema with none of these is no more than the form of its fields says, unless it is an array; most are so."""


class Shape:
    """The keys of such objects: those with a scalar and those with another form, and which of them is at fault.

    With `is_reference` a reference stands where none is allowed. `is_telling` says that more has to be looked at than
    the form, `may_lack_items` that so it is if the type is array.
    """

    __slots__ = ("is_reference", "is_telling", "may_lack_items", "missing", "nested", "scalars", "unknown")

    def __init__(self, form: ObjectForm, name: str, keys: tuple[str, ...], telling: Collection[str]) -> None:
        self.scalars: list[tuple[str, Scalar]] = []
        self.nested: list[tuple[str, Form]] = []
        self.unknown: list[str] = []
        self.missing = [key for key in form.required if key not in keys]
        is_schema = name == "Schema"
        has_reference = "$ref" in keys and form.patterned is None and "$ref" not in form.fields
        self.is_reference = has_reference and not is_schema
        self.is_telling = not _OF_SCHEMAS.isdisjoint(keys) if is_schema else not {form.name, name}.isdisjoint(telling)
        self.may_lack_items = is_schema and "type" in keys and "items" not in keys
        for key in keys:
            self._add(key, form)

    def _add(self, key: str, form: ObjectForm) -> None:
        field = form.fields.get(key)
        if isinstance(field, Scalar):
            self.scalars.append((key, field))
        elif field is not None:
            self.nested.append((key, field))
        elif form.is_extensible and key.startswith("x-"):
            return
        elif form.patterned is not None and (field := form.patterned(key)) is not None:
            self.nested.append((key, field))
        elif not form.is_open:
            self.unknown.append(key)
