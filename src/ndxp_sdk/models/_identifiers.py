"""Identifiers as fields of models: those of `ndxp_sdk.identifiers`, made faster, because each item has several."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ndxp_sdk import identifiers
from ndxp_sdk.identifiers._base import Identifier, separator

# Because organizations and systems are few and come again and again.
_MOST_KEPT: Final = 1024
# Because within 255 characters in all no part is too long, and a part that begins like this is neither . nor ..
_PLAIN: Final = r"[A-Za-z0-9_'()+,\-=?][A-Za-z0-9_'()+,\-=?.]*"
_MOST_PLAIN: Final = 255


@dataclass(frozen=True, slots=True)
class _Way:
    """The way in which a text of this form becomes an identifier."""

    read: Callable[[str], object]
    pattern: str | None = None
    most: int | None = None

    def schema(self) -> CoreSchema:
        text = core_schema.str_schema(pattern=self.pattern, max_length=self.most)
        return core_schema.no_info_after_validator_function(self.read, text)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text becomes an identifier in the first of these ways that takes it; identifiers of these kinds stay."""

    kinds: tuple[type[Identifier], ...]
    ways: tuple[_Way, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        del source, handler
        first, *others = [way.schema() for way in self.ways]
        text = core_schema.union_schema([first, *others], mode="left_to_right") if others else first
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema([*map(core_schema.is_instance_schema, self.kinds), text]),
            serialization=core_schema.to_string_ser_schema(),
        )


def _kept(kind: type[Identifier]) -> _Read:
    return _Read((kind,), (_Way(lru_cache(maxsize=_MOST_KEPT)(kind.read)),))


def _service_maker() -> Callable[[str], identifiers.ServiceId]:
    """Return a maker of services from plain text. They are many, so that to keep them costs more than to make them."""
    kind, new = identifiers.ServiceId, object.__new__
    # because the guard of a frozen class would take four times as long
    put_1, put_2, put_3, put_4, put_5 = [getattr(kind, name).__set__ for name in kind.names]

    def make(text: str) -> identifiers.ServiceId:
        made = new(kind)
        part_1, part_2, part_3, part_4, part_5 = text.split("/")
        put_1(made, part_1)
        put_2(made, part_2)
        put_3(made, part_3)
        put_4(made, part_4)
        put_5(made, part_5)
        return made

    return make


@lru_cache(maxsize=_MOST_KEPT)
def _client(text: str) -> identifiers.MemberId | identifiers.SystemId:
    is_member = text.count(separator(text)) < len(identifiers.SystemId.names) - 1
    return identifiers.MemberId.read(text) if is_member else identifiers.SystemId.read(text)


MemberId = Annotated[identifiers.MemberId, _kept(identifiers.MemberId)]
SystemId = Annotated[identifiers.SystemId, _kept(identifiers.SystemId)]
ServerId = Annotated[identifiers.ServerId, _kept(identifiers.ServerId)]
ClientId = Annotated[
    identifiers.MemberId | identifiers.SystemId,
    _Read((identifiers.MemberId, identifiers.SystemId), (_Way(_client),)),
]
ServiceId = Annotated[
    identifiers.ServiceId,
    _Read(
        (identifiers.ServiceId,),
        (
            _Way(_service_maker(), f"^{_PLAIN}(?:/{_PLAIN}){{4}}$", _MOST_PLAIN),
            _Way(identifiers.ServiceId.read),
        ),
    ),
]
