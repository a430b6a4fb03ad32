"""The base of all models: they do not change, keep members that are new, and show nothing undeclared."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic.types import AwareDatetime

from ndxp_sdk.errors import UsageError

Moment = AwareDatetime
"""A time with its offset from UTC."""


class Model(BaseModel):
    """An answer, or a part of one.

    A member that this package does not know is kept in `model_extra`; a new word of an enumeration is kept as text. A
    member that was not in the answer is not in `model_fields_set`, and reads as None or its empty value.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="allow", defer_build=True, serialize_by_alias=True
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        # because nobody has said yet that a member which is new may be seen
        declared = type(self).model_fields
        return ((name, value) for name, value in super().__repr_args__() if name in declared)


class Draft(Model):
    """The draft of a new resource. A field that was not given, or is None, is left out."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class Patch(Model):
    """The changes of a resource. Only fields that were given are sent; None is sent as null and takes a value away."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


def body_of(wish: Draft | Patch) -> bytes:
    """Return the JSON that goes onto the wire."""
    try:
        return wish.model_dump_json(by_alias=True, exclude_unset=True, exclude_none=isinstance(wish, Draft)).encode()
    except ValueError:
        pass
    # outside the handler, because the context of an error would show the values
    raise UsageError(f"{type(wish).__name__} holds what JSON does not have, such as half a character")
