"""What a record says about information security."""

from datetime import date
from typing import ClassVar, Literal

from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import NUMBERS, DeclaredNone


@dataclass(frozen=True, slots=True)
class PartLevel:
    """The security level of one part of the system, or by one criterion."""

    __pydantic_config__: ClassVar = NUMBERS
    name: str | None = None
    level: Literal[1, 2, 3, 4, 5] | None = None


@dataclass(frozen=True, slots=True)
class SecurityLevel:
    """The level of information security (Decree 331/2026/NĐ-CP): who appraised and approved it, by which decision.

    `built_before_2026_07_01` says that the system was being built then, `running_before_2026_07_01` that it
    already ran.
    """

    __pydantic_config__: ClassVar = NUMBERS
    level: Literal[1, 2, 3, 4, 5] | DeclaredNone | None = None
    decision: str | DeclaredNone | None = None
    on: date | None = None
    appraiser: str | DeclaredNone | None = None
    approver: str | DeclaredNone | None = None
    sector: Literal["civil", "military", "cipher"] | None = None
    parts: list[PartLevel] | None = None
    transmits_state_secrets: bool | None = None
    built_before_2026_07_01: bool | None = None
    running_before_2026_07_01: bool | None = None
    approval_planned_on: date | DeclaredNone | None = None
    measures_planned_on: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """What the level of a system follows from (Decree 331/2026/NĐ-CP, Articles 12 to 15)."""

    __pydantic_config__: ClassVar = NUMBERS
    subjects_basic: int | None = None
    subjects_sensitive: int | None = None
    procedures: bool | None = None
    shared_infrastructure: bool | None = None
    infrastructure_of_one_agency: bool | None = None
    provinces: int | None = None
    nationwide_24_7: bool | None = None
    state_secrets: bool | None = None
    industrial_control: bool | None = None
    harms_defence_or_security: bool | None = None
