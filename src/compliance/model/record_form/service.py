"""A data-sharing service in a record."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from compliance.model.code import CodeOf
from compliance.model.dataclass import dataclass
from compliance.model.record_form.common import NUMBERS, STRICT, Contact, DeclaredNone, Paper


@dataclass(frozen=True, slots=True)
class Fee:
    """What a call costs, in đồng: for state agencies and for anyone else. Numbers only, no text and no yes.

    `legal_ground` is the law by which a fee is taken, `none` if there is none.
    """

    __pydantic_config__: ClassVar = NUMBERS
    agency: int | float | None = None
    public: int | float | None = None
    legal_ground: str | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """An entry of the service in a catalogue of interfaces (Decision 1425/QĐ-TTg)."""

    __pydantic_config__: ClassVar = STRICT
    catalogue: Literal["ndxp", "ndop", "lgsp", "ldop", "ministry"] | None = None
    identifier: str | DeclaredNone | None = None
    on: date | None = None
    description_url: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class LifeCycleRules:
    """How the interface is governed: who authorises access, how use is watched, how one call is traced."""

    __pydantic_config__: ClassVar = STRICT
    version: str | DeclaredNone | None = None
    state: str | DeclaredNone | None = None
    authorised_by: str | DeclaredNone | None = None
    monitored_by: str | DeclaredNone | None = None
    trace_id: str | DeclaredNone | None = None
    sunset: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard behind the format or the protocol, with its version."""

    __pydantic_config__: ClassVar = STRICT
    name: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request for data that was refused: when, who asked, and what the answer gave."""

    __pydantic_config__: ClassVar = STRICT
    on: date | None = None
    asked_by: str | None = None
    in_writing: bool | DeclaredNone | None = None
    reason: str | DeclaredNone | None = None
    legal_ground: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """What is promised to callers: how often data is supplied, how soon, how surely."""

    __pydantic_config__: ClassVar = NUMBERS
    frequency: str | DeclaredNone | None = None
    response_time_ms_p95: float | DeclaredNone | None = None
    availability_percent: float | DeclaredNone | None = None
    level: str | DeclaredNone | None = None
    correction_working_days: float | DeclaredNone | None = None
    committed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """A figure for the quality of the data, in percent, and the day of the plan that is to raise it."""

    __pydantic_config__: ClassVar = NUMBERS
    value: float | DeclaredNone | None = None
    on: date | DeclaredNone | None = None
    method: str | DeclaredNone | None = None
    plan_on: date | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class PublicationCase:
    """The case in which the law lets personal data be published, and the act that it rests on."""

    __pydantic_config__: ClassVar = STRICT
    case: Literal["consent", "law", "emergency", "contract"] | None = None
    act: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Safeguards:
    """What stands beside processing without consent (Law 91/2025/QH15, Article 19, clause 2)."""

    __pydantic_config__: ClassVar = STRICT
    procedure: str | DeclaredNone | None = None
    protection: str | DeclaredNone | None = None
    periodic_check: str | DeclaredNone | None = None
    complaints: str | DeclaredNone | None = None
    person_in_charge: str | DeclaredNone | None = None


@dataclass(frozen=True, slots=True)
class WrittenService:
    """One data-sharing service (dịch vụ chia sẻ dữ liệu). `hub_id` is its identifier at the hub, in slash form.

    `sample_values` are values of parameters, by name, for which there is data, so that it can be read.
    `ready_on` is the day on which it could be called first; `description_on` that of its interface description.
    """

    __pydantic_config__: ClassVar = STRICT
    id: str
    name: str | None = None
    hub_id: str | None = None
    base_url: str | None = None
    plain_http_url: str | None = None
    document: str | None = None
    document_hash: str | None = None
    previous_document: str | None = None
    parameters: str | DeclaredNone | None = None
    exchange_structure: str | DeclaredNone | None = None
    sample_values: dict[str, str | int] | None = None
    description_on: date | DeclaredNone | None = None
    sharing_form: Annotated[str, CodeOf("sharing-forms", is_open=True)] | None = None
    legal_ground: str | DeclaredNone | None = None
    data_class: Literal["own-use", "common-use", "open"] | DeclaredNone | None = None
    request_kind: Literal["automatic", "on-request", "special"] | DeclaredNone | None = None
    approval: Paper | DeclaredNone | None = None
    refusals: list[Refusal] | DeclaredNone | None = None
    method: Annotated[str, CodeOf("sharing-methods", is_open=True)] | None = None
    standard: str | None = None
    standards: list[Standard] | DeclaredNone | None = None
    fee: Fee | DeclaredNone | None = None
    ready_on: date | None = None
    published_on: date | None = None
    open_data_list: str | DeclaredNone | None = None
    portal_url: str | DeclaredNone | None = None
    personal_data: str | None = None
    legal_basis: str | None = None
    safeguards: Safeguards | DeclaredNone | None = None
    publication_case: PublicationCase | DeclaredNone | None = None
    classification: Literal["normal", "important", "core", "secret"] | DeclaredNone | None = None
    processing_log_months: float | DeclaredNone | None = None
    risk_assessed_on: date | DeclaredNone | None = None
    registration: list[Registration] | DeclaredNone | None = None
    life_cycle_rules: LifeCycleRules | DeclaredNone | None = None
    service_level: ServiceLevel | DeclaredNone | None = None
    quality: Quality | DeclaredNone | None = None
    correction_contact: str | Contact | DeclaredNone | None = None
    access_list_kept_by: Literal["platform", "hub"] | DeclaredNone | None = None
