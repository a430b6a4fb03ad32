"""What the file of a platform's record may say: its form, as its JSON Schema is published.

Every field has three states: a value, `none` (there is none, says the owner) and None (nobody has said).
Field names follow the notification of Decree 224/2026/NĐ-CP Art. 28 and the lists of national platforms.
"""

from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

from compliance.model.code import CodeOf
from compliance.model.dataclass import dataclass
from compliance.model.text import Text

NONE: Final = "none"
DeclaredNone = Literal["none"]
_STRICT = {"extra": "forbid"}
OwnerKind = Annotated[
    Literal["state-agency", "party", "front", "socio-political", "public-service-unit", "enterprise"],
    CodeOf("owner-kinds"),
]


@dataclass(frozen=True, slots=True)
class Owner:
    """The agency in charge (cơ quan chủ quản)."""

    __pydantic_config__: ClassVar = _STRICT
    code: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    kind: OwnerKind | None = None

    @property
    def level_1(self) -> str:
        """The code of the ministry or province: first in the new form, last in the old one (`000.00.00.G14`)."""
        groups = (self.code or "").upper().split(".")
        return groups[-1] if groups[0] == "000" else groups[0]

    @property
    def is_level_1(self) -> bool:
        """Whether the code is that of a ministry or province itself, not of a body below it."""
        groups = (self.code or "").split(".")
        return sum(bool(group.strip("0")) for group in groups) == 1


@dataclass(frozen=True, slots=True)
class FormerOwner:
    """An earlier agency in charge, with its days."""

    __pydantic_config__: ClassVar = _STRICT
    code: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """What a call costs, in đồng: for state agencies and for anyone else. Numbers only, no text and no yes.

    `legal_ground` is the law by which a fee is taken, `none` if there is none.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid", "allow_inf_nan": False}
    agency: int | float | None = None
    public: int | float | None = None
    legal_ground: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenService:
    """One data-sharing service (dịch vụ chia sẻ dữ liệu). `hub_id` is its identifier at the hub, in slash form."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    name: str | None = None
    hub_id: str | None = None
    base_url: str | None = None
    plain_http_url: str | None = None
    document: str | None = None
    previous_document: str | None = None
    sharing_form: str | None = None
    request_kind: Literal["automatic", "on-request", "special"] | DeclaredNone | None = None
    method: str | None = None
    standard: str | None = None
    fee: Fee | DeclaredNone | None = None
    published_on: date | None = None
    personal_data: str | None = None
    legal_basis: str | None = None
    classification: Literal["normal", "important", "core", "secret"] | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class WrittenConnection:
    """One connection of the platform: over which channel, in which state, on which network.

    `status` is the older name of `state`.
    """

    __pydantic_config__: ClassVar = _STRICT
    via: Annotated[str, CodeOf("channels", is_open=True)] | None = None
    status: Annotated[str, CodeOf("connection-states", is_open=True)] | None = None
    state: Annotated[str, CodeOf("connection-states", is_open=True)] | None = None
    network: Annotated[str, CodeOf("networks", is_open=True)] | None = None
    since: date | None = None
    connected: bool | str | None = None
    reason: str | None = None
    evidence: list[str] | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """One announcement that the platform stops (Decree 224/2026/NĐ-CP Art. 13): when it was made, and for when.

    `planned` and `force_majeure` are the owner's words; `public` says whether everybody could read it.
    """

    __pydantic_config__: ClassVar = _STRICT
    noticed_on: date | DeclaredNone | None = None
    public: bool | None = None
    planned: bool | None = None
    force_majeure: bool | None = None
    starts_on: date | None = None
    expected_back_on: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class ProjectDocument:
    """A design, or a feasibility report for hired services (Decree 224/2026/NĐ-CP Arts 45 to 47), and its day."""

    __pydantic_config__: ClassVar = _STRICT
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """The project that builds or hires the platform, and who pays."""

    __pydantic_config__: ClassVar = _STRICT
    kind: Literal["build", "hire"] | None = None
    budget: Literal["state", "other"] | None = None
    basic_design: ProjectDocument | DeclaredNone | None = None
    detailed_design: ProjectDocument | DeclaredNone | None = None
    hiring_report: ProjectDocument | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A place on an official list. `named_as` is the name that the list prints, if it is not that of the record."""

    __pydantic_config__: ClassVar = _STRICT
    list: str
    number: str | None = None
    group: str | None = None
    issued: date | None = None
    order: int | None = None
    named_as: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something known to have happened on a day."""

    __pydantic_config__: ClassVar = _STRICT
    date: str
    event: Text


@dataclass(frozen=True, slots=True)
class Declarer:
    """Who stands for what a record declares: the unit, the person or office, the day."""

    __pydantic_config__: ClassVar = _STRICT
    unit: str | None = None
    person: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the record comes from. Only a record declared by its owner or the registry can say `none`.

    `declared_by` names who stands for it: without a name nothing in it counts as an admission.
    """

    __pydantic_config__: ClassVar = _STRICT
    source: str | None = None
    declared: bool = True
    declared_by: Declarer | None = None
    verified: bool | None = None
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """One platform. A record with only slug and owner must work. `intermediary` is the channel that it itself is."""

    __pydantic_config__: ClassVar = _STRICT
    slug: str
    owner: Owner | DeclaredNone | None
    name_vi: str | None = None
    name_en: str | None = None
    aliases: list[str] | None = None
    owner_history: list[FormerOwner] | None = None
    operator: str | dict[str, Any] | None = None
    operation_contact: dict[str, str | None] | DeclaredNone | None = None
    environment: Literal["production", "staging"] = "production"
    simulated: bool = False
    kind: str | None = None
    intermediary: Annotated[str, CodeOf("channels", is_open=True)] | None = None
    classes: list[Annotated[str, CodeOf("addressees", is_open=True)]] | None = None
    field: str | None = None
    scope: list[str] | None = None
    regions: list[str] | None = None
    platform_id: str | None = None
    addresses: list[str] | DeclaredNone | None = None
    apps: list[dict[str, str | None]] | DeclaredNone | None = None
    services: tuple[WrittenService, ...] | DeclaredNone | None = None
    connections: tuple[WrittenConnection, ...] | DeclaredNone | None = None
    notices: tuple[WrittenNotice, ...] | DeclaredNone | None = None
    databases: list[dict[str, Any]] | DeclaredNone | None = None
    min_requirements: dict[str, Any] | DeclaredNone | None = None
    label_shown: bool | None = None
    independent_review: dict[str, Any] | DeclaredNone | None = None
    plan: dict[str, Any] | DeclaredNone | None = None
    survey_on: date | None = None
    function_rules_doc: str | None = None
    architecture_url: str | None = None
    project: Project | DeclaredNone | None = None
    status: Literal["planned", "building", "pilot", "operating", "ended"] | None = None
    operational_from: date | None = None
    ended_on: date | None = None
    security_level: dict[str, Any] | DeclaredNone | None = None
    list_memberships: list[Membership] | None = None
    completion_deadline: date | None = None
    milestones: list[Milestone] | None = None
    notes: Text | str | None = None
    facts: dict[str, Any] | None = None
    provenance: Provenance = Provenance()
