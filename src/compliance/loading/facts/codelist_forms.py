"""The forms of the code lists, of the ladder and of catalogue.yaml, for their JSON Schemas.

A row that is read as it is written has the form of its class in the model.
"""

from dataclasses import make_dataclass
from datetime import date
from types import GenericAlias
from typing import Annotated, Any, Final

from pydantic import Field

from compliance.loading.facts.codelist_heads import Head
from compliance.loading.facts.word_forms import (
    CommonList,
    CoreEntity,
    FieldNamesFile,
    OperationWords,
    SubjectWords,
    Words,
)
from compliance.model.code import CodeOf
from compliance.model.codelist import Addressee, Bearer, Extension, OwnerKind, Reason
from compliance.model.conflict import Question
from compliance.model.dataclass import dataclass
from compliance.model.ladder import Stage
from compliance.model.requirement import InstrumentKind
from compliance.model.text import Text
from compliance.model.vocabulary import Channel, ConnectionState, Network, SharingForm, SharingMethod, System


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code and what it means."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency. `code` is absent if no text that was read gives it; `from` and `to` are the life of the body."""

    key: str
    name_vi: str
    name_en: str
    abbreviation: str
    verified: str
    code: str | None = None
    inferred_code: str | None = None
    begins: Annotated[date | None, Field(alias="from")] = None
    ends: Annotated[date | None, Field(alias="to")] = None
    successor: str | None = None
    kind: Annotated[str, CodeOf("owner-kinds")] | None = "state-agency"
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a fault code in both spellings, whose fault it means, and the HTTP status that goes with it."""

    prefix_7_8: str
    prefix_7_7: str
    origin: str
    status: int


@dataclass(frozen=True, slots=True)
class FaultCode:
    """A fault code in both spellings; absent if that release has none."""

    code_7_8: str | None
    code_7_7: str | None
    family: str
    typical_prefixes: list[str]


@dataclass(frozen=True, slots=True)
class FaultCodesFile:
    """The fault codes of X-Road."""

    codelist: Head
    prefixes: list[Prefix]
    families: list[NamedCode]
    entries: list[FaultCode]


@dataclass(frozen=True, slots=True)
class LadderHead:
    """What the ladder is, and how it is read."""

    title: Text
    notes: Text


@dataclass(frozen=True, slots=True)
class LadderFile:
    """The stages of connection, from the lowest to the highest."""

    ladder: LadderHead
    stages: list[Stage]


@dataclass(frozen=True, slots=True)
class Edition:
    """The day on which the facts were last checked, and the class of platform that the platform regime binds."""

    version: str
    platform_regime: Annotated[str, CodeOf("addressees")]


@dataclass(frozen=True, slots=True)
class EditionFile:
    """The edition of all facts."""

    catalogue: Edition


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A span of days, both ends with it, that are off, or worked although they are a weekend."""

    begins: Annotated[date, Field(alias="from")]
    ends: Annotated[date, Field(alias="to")]
    is_off: bool
    name: Text
    verified: str
    source: str


@dataclass(frozen=True, slots=True)
class DaysOffFile:
    """Days of state agencies that differ from Monday to Friday."""

    codelist: Head
    complete_years: list[int]
    most_unlisted: int
    entries: list[DaysOff]


def _list_of(row: type[Any]) -> type[Any]:
    """Make the form of a code list whose entries have this form."""
    return make_dataclass("CodeListFile", [("codelist", Head), ("entries", GenericAlias(list, row))], frozen=True)


CODE_LISTS: Final[dict[str, type[Any]]] = {
    "addressees": _list_of(Addressee),
    "agencies": _list_of(AgencyRow),
    "bearers": _list_of(Bearer),
    "channels": _list_of(Channel),
    "common-lists": _list_of(CommonList),
    "connection-states": _list_of(ConnectionState),
    "consent-words": _list_of(Words),
    "core-entities": _list_of(CoreEntity),
    "days-off": DaysOffFile,
    "document-words": _list_of(Words),
    "evidence-kinds": _list_of(NamedCode),
    "extensions": _list_of(Extension),
    "feasibilities": _list_of(NamedCode),
    "field-names": FieldNamesFile,
    "field-words": _list_of(Words),
    "instrument-kinds": _list_of(InstrumentKind),
    "legacy-text": _list_of(Words),
    "message-words": _list_of(Words),
    "networks": _list_of(Network),
    "operation-words": _list_of(OperationWords),
    "owner-kinds": _list_of(OwnerKind),
    "platform-abbreviations": _list_of(NamedCode),
    "platform-subjects": _list_of(SubjectWords),
    "platform-words": _list_of(Words),
    "questions": _list_of(Question),
    "reasons": _list_of(Reason),
    "sharing-forms": _list_of(SharingForm),
    "sharing-methods": _list_of(SharingMethod),
    "system-columns": _list_of(Words),
    "well-known-systems": _list_of(System),
    "xroad-fault-codes": FaultCodesFile,
}
