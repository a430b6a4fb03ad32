"""The platform itself in a record: who it belongs to, what it is, which papers stand behind it."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from compliance.model.code import CodeOf
from compliance.model.codelist import level_1
from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import NUMBERS, STRICT, Contact, DeclaredNone, Paper
from compliance.model.record_form.connection import RiskAssessment, WrittenConnection
from compliance.model.record_form.consent import Consent
from compliance.model.record_form.notice import WrittenNotice
from compliance.model.record_form.papers import (
    Assessment,
    DataUseRegulation,
    Framework,
    Label,
    MajorChange,
    MinimumRequirements,
    PublishedPaper,
)
from compliance.model.record_form.project import Project
from compliance.model.record_form.security import LevelFacts, SecurityLevel
from compliance.model.record_form.service import WrittenService
from compliance.model.text import Text

OwnerKind = Annotated[
    Literal["state-agency", "party", "front", "socio-political", "public-service-unit", "enterprise"],
    CodeOf("owner-kinds"),
]


@dataclass(frozen=True, slots=True)
class Owner:
    """The agency in charge (cơ quan chủ quản)."""

    __pydantic_config__: ClassVar = STRICT
    code: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    kind: OwnerKind | None = None
    unit: str | DeclaredNone | None = None
    contact: Contact | DeclaredNone | None = None

    @property
    def level_1(self) -> str:
        """The code of the ministry or province: first in the new form, last in the old one (`000.00.00.G14`)."""
        return level_1(self.code or "")

    @property
    def is_level_1(self) -> bool:
        """Whether the code is that of a ministry or province itself, not of a body below it."""
        groups = (self.code or "").split(".")
        return sum(bool(group.strip("0")) for group in groups) == 1


@dataclass(frozen=True, slots=True)
class FormerOwner:
    """An earlier agency in charge, with its days."""

    __pydantic_config__: ClassVar = STRICT
    code: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """The unit that runs and develops the platform, its parties, and for which of the lawful purposes."""

    __pydantic_config__: ClassVar = STRICT
    unit: str | None = None
    parties: list[str] | DeclaredNone | None = None
    purpose: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Database:
    """A database of the platform: what it holds, of which entities it keeps the master, where it is synchronised.

    `keeps_history` says that it can tell what held at an earlier time.
    """

    __pydantic_config__: ClassVar = STRICT
    id: str | None = None
    name: str | None = None
    kind: Literal["master", "shared", "procedures", "own"] | None = None
    master_of: list[str] | DeclaredNone | None = None
    keeps_history: bool | None = None
    synchronised: str | DeclaredNone | None = None
    listed_for_synchronisation: bool | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A place on an official list. `named_as` is the name that the list prints, if it is not that of the record."""

    __pydantic_config__: ClassVar = STRICT
    list: str
    number: str | None = None
    group: str | None = None
    issued: date | None = None
    order: int | None = None
    named_as: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something known to have happened on a day."""

    __pydantic_config__: ClassVar = STRICT
    date: str
    event: Text


@dataclass(frozen=True, slots=True)
class Declarer:
    """Who stands for what a record declares: the unit, the person or office, the day."""

    __pydantic_config__: ClassVar = STRICT
    unit: str | None = None
    person: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the record comes from. Only a record declared by its owner or the registry can say `none`.

    `declared_by` names who stands for it: without a name nothing in it counts as an admission.
    """

    __pydantic_config__: ClassVar = STRICT
    source: str | None = None
    declared: bool = True
    declared_by: Declarer | None = None
    verified: bool | None = None
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """One platform. A record with only slug and owner must work. `intermediary` is the channel that it itself is.

    `status` is the older name of `life_cycle`, in which `pilot` stands for `trial`.
    """

    __pydantic_config__: ClassVar = NUMBERS
    slug: str
    owner: Owner | DeclaredNone | None
    name_vi: str | None = None
    name_en: str | None = None
    aliases: list[str] | None = None
    owner_history: list[FormerOwner] | None = None
    operator: str | Operator | None = None
    operation_contact: Contact | DeclaredNone | None = None
    security_contact: Contact | DeclaredNone | None = None
    weakness_contact: str | DeclaredNone | None = None
    environment: Literal["production", "staging"] = "production"
    consent_to_trials: Consent | DeclaredNone | None = None
    simulated: bool = False
    kind: str | None = None
    intermediary: Annotated[str, CodeOf("channels", is_open=True)] | None = None
    classes: list[Annotated[str, CodeOf("addressees", is_open=True)]] | None = None
    field: str | None = None
    functions: list[str] | None = None
    objective: str | None = None
    reuses: list[str] | DeclaredNone | None = None
    exemption: str | DeclaredNone | None = None
    scope: list[str] | None = None
    regions: list[str] | None = None
    sharing_level: (
        Literal["national-a", "national-b", "ministry", "province", "internal", "own", "not-applicable"] | None
    ) = None
    platform_id: str | None = None
    nas_code: str | DeclaredNone | None = None
    framework: Framework | DeclaredNone | None = None
    addresses: list[str] | DeclaredNone | None = None
    apps: list[dict[str, str | None]] | DeclaredNone | None = None
    services: tuple[WrittenService, ...] | DeclaredNone | None = None
    connections: tuple[WrittenConnection, ...] | DeclaredNone | None = None
    notices: tuple[WrittenNotice, ...] | DeclaredNone | None = None
    databases: list[Database] | DeclaredNone | None = None
    data_use_regulation: DataUseRegulation | DeclaredNone | None = None
    min_requirements: MinimumRequirements | DeclaredNone | None = None
    conformity_assessment: Assessment | DeclaredNone | None = None
    major_changes: list[MajorChange] | DeclaredNone | None = None
    label: Label | DeclaredNone | None = None
    label_shown: bool | None = None
    notification: Paper | DeclaredNone | None = None
    independent_review: Assessment | DeclaredNone | None = None
    plan: PublishedPaper | DeclaredNone | None = None
    architecture: PublishedPaper | DeclaredNone | None = None
    architecture_url: str | None = None
    survey_on: date | None = None
    function_rules_doc: str | None = None
    project: Project | DeclaredNone | None = None
    status: Literal["planned", "building", "pilot", "operating", "ended"] | None = None
    life_cycle: (
        Literal["planned", "building", "trial", "operating", "upgrading", "merging", "being-replaced", "ended"] | None
    ) = None
    operational_from: date | None = None
    ended_on: date | None = None
    security_level: SecurityLevel | DeclaredNone | None = None
    level_facts: LevelFacts | None = None
    serious_incident_on: date | DeclaredNone | None = None
    risk_assessment: RiskAssessment | DeclaredNone | None = None
    log_retention_months: float | DeclaredNone | None = None
    recovery_plan: Paper | DeclaredNone | None = None
    list_memberships: list[Membership] | DeclaredNone | None = None
    completion_deadline: date | None = None
    milestones: list[Milestone] | None = None
    notes: Text | str | None = None
    facts: dict[str, Any] | None = None
    provenance: Provenance = Provenance()

    @property
    def level(self) -> int | None:
        """Its level of information security from 1 to 5; None if there is none or nobody says."""
        stated = self.security_level.level if isinstance(self.security_level, SecurityLevel) else None
        return stated if isinstance(stated, int) else None
