"""Versions of services, with their life cycle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, Self, TypedDict

from ndxp_sdk import identifiers
from ndxp_sdk.errors import InvalidIdentifier
from ndxp_sdk.models._identifiers import ServiceId
from ndxp_sdk.models._model import Draft, Model, Moment, Patch
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.common import LocalisedText
from ndxp_sdk.models.contents import Specification
from ndxp_sdk.models.services import VersionState


@dataclass(frozen=True, slots=True, order=True)
class VersionId:
    """One version of one service, `VN/GOV/G12/dkkd/enterprises@1.4.0`, as events of the catalogue write it.

    >>> VersionId.parse("VN/GOV/G12/dkkd/enterprises@1.4.0").version
    '1.4.0'
    """

    service: identifiers.ServiceId
    version: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `service@version`; raises InvalidIdentifier."""
        service, found, version = text.rpartition("@")
        if not (found and version):
            raise InvalidIdentifier(
                "a version is expected as service@version, such as VN/GOV/G12/dkkd/enterprises@1.4.0"
            )
        return cls(identifiers.ServiceId.read(service), version)

    def __str__(self) -> str:
        return f"{self.service}@{self.version}"


class ApprovalPolicy(OpenEnum):
    """Whether a person of the provider approves each access request, or none has to."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class SignaturePolicy(OpenEnum):
    """Whether an agreement is active only when consumer and producer have signed it."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Quotas(Model):
    """The quotas of a version: how many calls it bears."""

    daily_calls_per_consumer: int
    daily_calls_total: int
    """Calls a day of all consumers."""


class ServiceVersion(Model):
    """A version of a service."""

    service_id: ServiceId
    version: str
    state: VersionState
    description: LocalisedText | None
    """What is new."""
    approval_policy: ApprovalPolicy
    signature_policy: SignaturePolicy
    base_urls: tuple[str, ...] | None = None
    """Where the service itself listens; only its provider sees it."""
    quotas: Quotas
    token_lifetime: int
    """Seconds that a token for this version lives."""
    specification: Specification | None
    """The machine-readable description; None before one is uploaded."""
    published_at: Moment | None
    deprecated_at: Moment | None
    sunset_at: Moment | None
    """When calls end; None while that is not known."""
    reason: str | None
    """The reason given with the last change of state."""
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""

    @property
    def version_id(self) -> VersionId:
        """The service and version, to keep or to pass on."""
        return VersionId(self.service_id, self.version)


class QuotasDraft(Draft):
    """The draft of quotas: how many calls a version is to bear."""

    daily_calls_per_consumer: int
    daily_calls_total: int
    """Calls a day of all consumers."""


class VersionDraft(Draft):
    """A version to draft."""

    version: str
    description: LocalisedText | None = None
    """What is new."""
    approval_policy: ApprovalPolicy = ApprovalPolicy.MANUAL
    signature_policy: SignaturePolicy = SignaturePolicy.OPTIONAL
    base_urls: tuple[str, ...]
    """Where the service itself listens."""
    quotas: QuotasDraft
    token_lifetime: int = 600
    """Seconds that a token lives."""


class VersionPatch(Patch):
    """The changes of a version; None takes the description away."""

    description: LocalisedText | None = None
    approval_policy: ApprovalPolicy | None = None
    signature_policy: SignaturePolicy | None = None
    base_urls: tuple[str, ...] | None = None
    quotas: QuotasDraft | None = None
    token_lifetime: int | None = None


class VersionFields(TypedDict):
    """The fields of a VersionDraft."""

    version: str
    description: NotRequired[LocalisedText | Mapping[str, str] | None]
    approval_policy: NotRequired[ApprovalPolicy | str]
    signature_policy: NotRequired[SignaturePolicy | str]
    base_urls: Sequence[str]
    quotas: QuotasDraft | Mapping[str, int]
    token_lifetime: NotRequired[int]


class VersionChanges(TypedDict, total=False):
    """The fields of a VersionPatch."""

    description: LocalisedText | Mapping[str, str] | None
    approval_policy: ApprovalPolicy | str
    signature_policy: SignaturePolicy | str
    base_urls: Sequence[str]
    quotas: QuotasDraft | Mapping[str, int]
    token_lifetime: int


class VersionDeprecation(Draft):
    """The deprecation of a version: why it goes, and when."""

    reason: str | None = None
    sunset_at: Moment | None = None


class Reason(Draft):
    """The reason for a change, for the other party and the audit log."""

    reason: str | None = None
