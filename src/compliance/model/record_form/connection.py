"""A connection in a record."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from compliance.model.code import CodeOf
from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import NUMBERS, STRICT, Contact, DeclaredNone, Paper


@dataclass(frozen=True, slots=True)
class OtherParty:
    """Who stands at the other end: the agency by code or name, the platform by slug or name."""

    __pydantic_config__: ClassVar = STRICT
    agency: str | None = None
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Determination:
    """The written answer that the intermediary is not ready or not adequate (Decree 194/2025/NĐ-CP, Article 19)."""

    __pydantic_config__: ClassVar = STRICT
    number: str | None = None
    on: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """The table that maps fields to terms of the national data dictionary: by number or hash, its day, its counts.

    `fields` are the names of the fields that it maps, `without_term` those that it marks as having no term.
    """

    __pydantic_config__: ClassVar = STRICT
    number: str | None = None
    hash: str | None = None
    on: date | None = None
    edition: str | None = None
    fields: list[str] | None = None
    without_term: list[str] | None = None


@dataclass(frozen=True, slots=True)
class RiskAssessment:
    """An assessment of risk: its day, what it covers, who wrote it."""

    __pydantic_config__: ClassVar = STRICT
    on: date | None = None
    covers: list[str] | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class ConnectionRequest:
    """The request to connect through NDOP, with the items of its first step."""

    __pydantic_config__: ClassVar = STRICT
    on: date | None = None
    data_list: str | DeclaredNone | None = None
    structure: str | DeclaredNone | None = None
    method: Literal["one-off", "real-time", "batch"] | DeclaredNone | None = None
    outage_rule: str | DeclaredNone | None = None
    reconciliation: str | DeclaredNone | None = None
    contacts: list[Contact] | DeclaredNone | None = None
    security_minutes_on: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The answer of the body that appraises a request to connect."""

    __pydantic_config__: ClassVar = STRICT
    answered_on: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class AgentNode:
    """The node of the agency through which a connection reaches NDOP."""

    __pydantic_config__: ClassVar = STRICT
    id: str | None = None
    agency: str | None = None
    zone: str | None = None
    certificate_until: date | None = None
    log_owner: str | None = None


@dataclass(frozen=True, slots=True)
class TestMinutes:
    """Signed minutes of the tests before use: their day, the groups of tests, who signed."""

    __pydantic_config__: ClassVar = STRICT
    on: date | None = None
    groups: list[Literal["path", "scenarios", "load"]] | DeclaredNone | None = None
    signed_by: list[str] | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement under which personal data passes: its number, its parties, until when it holds."""

    __pydantic_config__: ClassVar = STRICT
    number: str | DeclaredNone | None = None
    on: date | None = None
    parties: list[str] | DeclaredNone | None = None
    until: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class NamedEvidence:
    """What shows that a connection works. `evidence_class` is 1 documented, 2 a third party's, 3 and 4 observed."""

    __pydantic_config__: ClassVar = NUMBERS
    evidence_class: Literal[1, 2, 3, 4] | None = None
    kind: str | None = None
    on: date | None = None
    number: str | None = None
    hash: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenConnection:
    """One connection of the platform: over which channel, in which state, on which network, with whom.

    `status` is the older name of `state`. `services` are the ids of the services that pass over it; `mandatory` says
    that its data has to pass through NDOP. A text among `evidence` is a claim, without a class.
    """

    __pydantic_config__: ClassVar = STRICT
    via: Annotated[str, CodeOf("channels", is_open=True)] | None = None
    via_text: str | None = None
    status: Annotated[str, CodeOf("connection-states", is_open=True)] | None = None
    state: Annotated[str, CodeOf("connection-states", is_open=True)] | None = None
    network: Annotated[str, CodeOf("networks", is_open=True)] | None = None
    since: date | None = None
    planned_on: date | None = None
    ended_on: date | None = None
    connected: bool | str | None = None
    reason: str | None = None
    relation: Literal["technical", "exchange", "use", "dependency", "sharing", "reuse"] | None = None
    other_party: OtherParty | DeclaredNone | None = None
    services: list[str] | DeclaredNone | None = None
    data: str | DeclaredNone | None = None
    frequency: str | DeclaredNone | None = None
    contact: Contact | DeclaredNone | None = None
    mandatory: bool | None = None
    mandatory_by: date | None = None
    personal_data: str | None = None
    agreement: Agreement | DeclaredNone | None = None
    intermediary: str | None = None
    determination: Determination | DeclaredNone | None = None
    mapping: Mapping | DeclaredNone | None = None
    risk_assessment: RiskAssessment | DeclaredNone | None = None
    request: ConnectionRequest | DeclaredNone | None = None
    appraisal: Appraisal | DeclaredNone | None = None
    node: AgentNode | DeclaredNone | None = None
    test_minutes: TestMinutes | DeclaredNone | None = None
    coordination: Paper | DeclaredNone | None = None
    evidence: list[str | NamedEvidence] | DeclaredNone | None = None
