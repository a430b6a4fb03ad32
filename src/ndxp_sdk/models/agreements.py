"""The right of one system to call one version."""

from ndxp_sdk.models._identifiers import MemberId, ServiceId, SystemId
from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.endpoints import Endpoint
from ndxp_sdk.models.versions import Quotas, SignaturePolicy


class AgreementState(OpenEnum):
    """draft → pending → active → archived; pending → rejected; active ⇄ suspended; active or suspended → revoked.

    missing_attributes while a party lacks what the version demands of it.
    """

    DRAFT = "draft"
    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    MISSING_ATTRIBUTES = "missing_attributes"
    REJECTED = "rejected"
    REVOKED = "revoked"
    ARCHIVED = "archived"


class Party(OpenEnum):
    """A party of an agreement, or the operator of the hub."""

    CONSUMER = "consumer"
    PRODUCER = "producer"
    PLATFORM = "platform"


class Signature(Model):
    """The signature of a party."""

    party: Party
    key_id: str
    """`kid` of the key."""
    algorithm: str
    """`alg` of the signature."""
    signed_at: Moment
    jws: str
    """The signed message in compact form (RFC 7515)."""


class Agreement(Model):
    """The right of one consumer system to call one version of a service."""

    id: str
    access_request_id: str
    consumer_organization_id: MemberId
    consumer_system_id: SystemId
    producer_organization_id: MemberId
    service_id: ServiceId
    version: str
    endpoints: tuple[Endpoint, ...]
    """What may be called."""
    delegation_id: str | None
    """The delegation under which another organization acts."""
    state: AgreementState
    suspended_by: tuple[Party, ...]
    """Who suspends it; active only when nobody does."""
    valid_from: Moment | None
    """Since when it is active; None before that."""
    valid_until: Moment | None
    """When it ends. None if no end is agreed."""
    signature_policy: SignaturePolicy
    signatures: tuple[Signature, ...]
    content_hash: str
    """Hash of the content as in Contract."""
    reason: str | None
    """The reason given with the last change of state."""
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class AgreementUpgrade(Draft):
    """To which version; without it to the newest published one."""

    version: str | None = None


class ContractContent(Model):
    """The content on which the parties agree."""

    agreement_id: str
    consumer_organization_id: MemberId
    consumer_system_id: SystemId
    producer_organization_id: MemberId
    service_id: ServiceId
    version: str
    endpoints: tuple[Endpoint, ...]
    """What may be called."""
    quotas: Quotas
    delegation_id: str | None
    valid_until: Moment | None


class Contract(Model):
    """The content of an agreement, as it is signed."""

    agreement_id: str
    content: ContractContent
    content_hash: str
    """SHA-256 of the content in canonical JSON (RFC 8785): the text to sign."""
    etag: str
    """Entity tag of this state, with its quotes."""
