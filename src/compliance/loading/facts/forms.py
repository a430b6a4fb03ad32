"""The form of the files in specs/requirements, for their JSON Schema and the test that holds them to it."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from compliance.model.code import CodeOf
from compliance.model.dataclass import dataclass, field
from compliance.model.grades import Covers, Grade, InstrumentStatus, Obligation
from compliance.model.requirement import Locator, Restriction, Standard
from compliance.model.text import Text

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class InForce:
    """From its first day up to but without the day in `to`; an absent day is open or unknown."""

    __pydantic_config__: ClassVar = _STRICT
    begins: Annotated[date | None, Field(alias="from")]
    ends: Annotated[date | None, Field(alias="to")] = None


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """The head of a file: a legal act, guidance document, standard or observed convention."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    number: str | None
    title: Text
    kind: Annotated[str, CodeOf("instrument-kinds")]
    issuer: str | None
    issued: date | None
    in_force: InForce
    status: InstrumentStatus
    superseded_by: list[str] = field(default_factory=list)
    supersedes: list[str] = field(default_factory=list)
    notes: Text | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """How far a machine can check it, and by what."""

    __pydantic_config__: ClassVar = _STRICT
    feasible: Annotated[str, CodeOf("feasibilities")]
    how: Text | None = None
    evidence_item: Text | None = None


@dataclass(frozen=True, slots=True)
class Applies:
    """The days on which the duty binds, `until` not among them, and the class of platform it binds; absent is any.

    `only` names what else has to be the case, and the field of a record that says whether it is.
    """

    __pydantic_config__: ClassVar = _STRICT
    begins: Annotated[date | None, Field(alias="from")]
    ends: Annotated[date | None, Field(alias="until")] = None
    addressee: Annotated[str, CodeOf("addressees")] | None = None
    only: Restriction | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement as written."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    duty: Text
    obligation: Obligation
    bearer: list[Annotated[str, CodeOf("bearers")]]
    evidence: list[Annotated[str, CodeOf("evidence-kinds")]]
    applies: Applies
    verified: Grade | None
    check: Check
    locator: Locator = field(default_factory=Locator)
    also: list[str] = field(default_factory=list)
    reason: Annotated[str, CodeOf("reasons")] | None = None
    counterpart: list[str] = field(default_factory=list)
    standard: Standard | None = None
    covers: Covers = Covers.PART


@dataclass(frozen=True, slots=True)
class RequirementFile:
    """One file: an instrument and what it asks."""

    __pydantic_config__: ClassVar = _STRICT
    instrument: InstrumentRow
    requirements: list[RequirementRow]


@dataclass(frozen=True, slots=True)
class ReferredToFile:
    """Instruments that others refer to and that have no requirement here."""

    __pydantic_config__: ClassVar = _STRICT
    instruments: list[InstrumentRow]
