"""Services that systems share."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict

from ndxp_sdk import identifiers
from ndxp_sdk.models._identifiers import MemberId, ServiceId, SystemId
from ndxp_sdk.models._model import Draft, Model, Moment, Patch
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.common import LocalisedText


class ServiceMode(OpenEnum):
    """Whether a service delivers data or receives data."""

    DELIVER = "deliver"
    RECEIVE = "receive"


class ServiceInteraction(OpenEnum):
    """The kind of exchange: an answer at once, an answer later, events, or sets of files."""

    SYNC = "sync"
    ASYNC = "async"
    EVENT = "event"
    BULK = "bulk"


class VersionState(OpenEnum):
    """draft → pending_approval → published → deprecated → archiving → archived; published ⇄ suspended.

    Calls pass in published, deprecated and archiving.
    """

    DRAFT = "draft"
    PENDING_APPROVAL = "pending_approval"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    DEPRECATED = "deprecated"
    ARCHIVING = "archiving"
    ARCHIVED = "archived"


class Service(Model):
    """A service that a system shares."""

    id: ServiceId
    system_id: SystemId
    organization_id: MemberId
    service_code: str
    """Last part of the id."""
    title: LocalisedText
    description: LocalisedText | None
    """What it is for."""
    mode: ServiceMode
    interaction: ServiceInteraction
    personal_data: bool
    """Whether personal data travels."""
    state: VersionState
    """State of its newest published version; draft while none has been published."""
    latest_version: str | None
    """Its newest published version; None while there is none."""
    simulated: bool | None = None
    """Whether a mock made it up."""
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class ServiceDraft(Draft):
    """A service to register."""

    system_id: SystemId
    service_code: str
    """Last part of the new id; the names of metaservices are reserved."""
    title: LocalisedText
    description: LocalisedText | None = None
    mode: ServiceMode
    interaction: ServiceInteraction
    personal_data: bool
    """Whether personal data travels."""


class ServicePatch(Patch):
    """The changes of a service; None takes the description away."""

    title: LocalisedText | None = None
    description: LocalisedText | None = None
    personal_data: bool | None = None


class ServiceFields(TypedDict):
    """The fields of a ServiceDraft."""

    system_id: identifiers.SystemId | str
    service_code: str
    title: LocalisedText | Mapping[str, str]
    description: NotRequired[LocalisedText | Mapping[str, str] | None]
    mode: ServiceMode | str
    interaction: ServiceInteraction | str
    personal_data: bool


class ServiceChanges(TypedDict, total=False):
    """The fields of a ServicePatch."""

    title: LocalisedText | Mapping[str, str]
    description: LocalisedText | Mapping[str, str] | None
    personal_data: bool
