"""The forms of the lists of platforms and of the lineages between them, for their JSON Schemas."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from compliance.model.dataclass import dataclass
from compliance.model.platform_list import Deadlines
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued a list."""

    name_vi: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Successor:
    """A later list that probably took the place of this one."""

    list: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list, and how many of its members are known by name."""

    group: str
    size: int | None
    named: int | None
    title: Text


@dataclass(frozen=True, slots=True)
class OwnerCount:
    """How many platforms of a list an agency owns by the announcement, and how many of them are known by name."""

    key: str
    code: str | None
    count: int
    named: int
    unnamed: int
    notes: Text | None = None


@dataclass(frozen=True, slots=True)
class ListHead:
    """An official list of platforms. `size` is the number announced, absent if none is known.

    `deadlines` says where those of its members are known from.
    """

    id: str
    number: str | None
    issued: date | None
    issuer: Issuer
    title: Text
    status: str
    as_of: date | None = None
    size: int | None = None
    named: int | None = None
    unnamed: int | None = None
    superseded_by: tuple[Successor, ...] = ()
    notes: Text | None = None
    deadlines: Deadlines | None = None
    groups: tuple[Group, ...] | None = None
    owners: tuple[OwnerCount, ...] | None = None
    not_announced: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A platform on a list, by the name of its file.

    `named_as` and `owner`, the key of an agency, are what the list says where the record says something else now.
    `deadline` is a year or a span of years.
    """

    slug: str
    group: str | None = None
    order: int | None = None
    named_as: str | None = None
    owner: str | None = None
    layer: str | None = None
    deadline: str | None = None
    known_from: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list and those of its members that are known by name."""

    list: ListHead
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class LineageHead:
    """The two lists between which the rows lead, the earlier one in `from`."""

    earlier: Annotated[str, Field(alias="from")]
    later: Annotated[str, Field(alias="to")]
    notes: Text | None = None


@dataclass(frozen=True, slots=True)
class LineageRow:
    """How a platform of the earlier list relates to one of the later, how sure that is, and why."""

    earlier: Annotated[str, Field(alias="from")]
    later: Annotated[str, Field(alias="to")]
    relation: str
    confidence: Annotated[str, Field(pattern="^(high|medium|low)$")]
    basis: Text | None = None


@dataclass(frozen=True, slots=True)
class LineageFile:
    """What became of the platforms of one list in the next."""

    mapping: LineageHead
    rows: tuple[LineageRow, ...]
