"""The form of the files in specs/requirements, for their JSON Schema and the test that holds them to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from compliance.model.grades import Grade, InstrumentStatus, Obligation
from compliance.model.requirement import Locator, Standard
from compliance.model.text import Text

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """The head of a file."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    number: str | None
    title: Text
    kind: str
    issuer: str | None
    issued: date | None
    in_force: dict[str, date | None]
    status: InstrumentStatus
    superseded_by: list[str]
    supersedes: list[str]
    notes: Text | None


@dataclass(frozen=True, slots=True)
class Check:
    """How far a machine can check it, and by what."""

    __pydantic_config__: ClassVar = _STRICT
    feasible: str
    how: Text | None
    evidence_item: Text | None


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement as written. `applies` has `from`, `until`, `addressee` and `note`."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    also: list[str]
    locator: Locator
    duty: Text
    obligation: Obligation
    bearer: list[str]
    evidence: list[str]
    applies: dict[str, Any]
    verified: Grade | None
    check: Check
    reason: str | None
    counterpart: list[str]
    standard: Standard | None = None


@dataclass(frozen=True, slots=True)
class RequirementFile:
    """One file: an instrument and what it asks."""

    __pydantic_config__: ClassVar = _STRICT
    instrument: InstrumentRow
    requirements: list[RequirementRow]
