"""The forms of the code lists, of the ladder and of catalogue.yaml, for their JSON Schemas.

A row that is read as it is written has the form of its class in the model.
"""

from dataclasses import field, make_dataclass
from datetime import date
from types import GenericAlias
from typing import Annotated, Any, Final

from pydantic import Field

from compliance.model.code import CodeOf
from compliance.model.codelist import Addressee, Bearer, Extension, OwnerKind, Reason
from compliance.model.dataclass import dataclass
from compliance.model.ladder import Stage
from compliance.model.requirement import InstrumentKind
from compliance.model.text import Text
from compliance.model.vocabulary import Channel, ConnectionState, Network, SharingForm, SharingMethod, System


@dataclass(frozen=True, slots=True)
class Head:
    """What a list is: `source` is where it was taken from, `notes` how it is read."""

    id: str
    title: Text
    source: str | None = None
    notes: Text | None = None


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
class Concept:
    """A concept of data, whether it is personal, and the phrases that name it in interfaces.

    A phrase of `numbered` names it together with a number word, one of `coded` together with a code word. `of_persons`
    are words that name it together with a person only; `ended_by` are words beside which it is nobody's;
    `false_friends` are phrases that look like it and mean something else.
    """

    concept: str
    name: Text
    is_personal: bool
    phrases: list[str]
    numbered: list[str] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    of_persons: list[str] = field(default_factory=list)
    ended_by: list[str] = field(default_factory=list)
    false_friends: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words that stand before or behind a phrase."""

    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class FieldNamesFile:
    """The usual names of fields. Persons and qualifiers say more of a concept; a head word makes it another thing.

    `number_words` say that a field holds the number of a thing (`so`, `no`), `code_words` that it holds its code.
    """

    codelist: Head
    persons: list[str]
    qualifiers: list[str]
    heads: list[str]
    number_words: Surroundings
    code_words: Surroundings
    concepts: list[Concept]


@dataclass(frozen=True, slots=True)
class CoreEntity:
    """A core entity: the names of schemas that stand for it, and the concepts of fields that identify one."""

    code: str
    name: Text
    phrases: list[str]
    keys: list[str]


@dataclass(frozen=True, slots=True)
class CommonList:
    """A common code list: the concepts of fields it is for, how documents name it, and the possible codes."""

    code: str
    name: Text
    decisions: list[str]
    concepts: list[str]
    words: list[str]
    forms: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Something that texts may say, and the phrases by which they seem to say it."""

    code: str
    name: Text
    phrases: list[str]


@dataclass(frozen=True, slots=True)
class OperationWords:
    """A function of operations, and by what they seem to have it.

    These are the phrases that their addresses and ids are, the words that these hold, the names of their parameters.
    """

    code: str
    name: Text
    phrases: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)


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
    "platform-words": _list_of(Words),
    "reasons": _list_of(Reason),
    "sharing-forms": _list_of(SharingForm),
    "sharing-methods": _list_of(SharingMethod),
    "well-known-systems": _list_of(System),
    "xroad-fault-codes": FaultCodesFile,
}
