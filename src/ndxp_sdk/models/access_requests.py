"""Asking for access."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from ndxp_sdk import identifiers
from ndxp_sdk.models._identifiers import ServiceId, SystemId
from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.endpoints import Endpoint, EndpointDraft


class AccessRequestState(OpenEnum):
    """draft → pending → approved; pending → rejected; draft or pending → withdrawn."""

    DRAFT = "draft"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class DocumentReference(Model):
    """A paper, known by its hash; it travels outside the catalogue."""

    name: str
    sha256: str


class AccessRequest(Model):
    """A consumer asks a provider for access to a version."""

    id: str
    consumer_system_id: SystemId
    service_id: ServiceId
    version: str
    state: AccessRequestState
    endpoints: tuple[Endpoint, ...]
    """What is asked for."""
    documents: tuple[DocumentReference, ...]
    """Papers of the request."""
    delegation_id: str | None
    """The delegation under which another organization asks."""
    justification: str
    """Why the consumer needs access."""
    valid_until: Moment | None
    """When the agreement is to end; None for no end."""
    reason: str | None
    """The reason given with the last change of state."""
    agreement_id: str | None
    """The agreement that came of it; None before approval."""
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class DocumentReferenceDraft(Draft):
    """A paper to refer to by its hash."""

    name: str
    sha256: str


class AccessRequestDraft(Draft):
    """An access request to draft."""

    consumer_system_id: SystemId
    service_id: ServiceId
    version: str
    justification: str
    """Why the consumer needs access, without personal data."""
    endpoints: tuple[EndpointDraft, ...] | None = None
    """What is asked for; without it the whole version."""
    documents: tuple[DocumentReferenceDraft, ...] | None = None
    valid_until: Moment | None = None
    """When the agreement is to end; without it no end."""
    delegation_id: str | None = None
    """The delegation under which the caller asks for another."""


class AccessRequestFields(TypedDict):
    """The fields of an AccessRequestDraft."""

    consumer_system_id: identifiers.SystemId | str
    service_id: identifiers.ServiceId | str
    version: str
    justification: str
    endpoints: NotRequired[Sequence[EndpointDraft | Mapping[str, str]] | None]
    documents: NotRequired[Sequence[DocumentReferenceDraft | Mapping[str, str]] | None]
    valid_until: NotRequired[datetime | None]
    delegation_id: NotRequired[str | None]
