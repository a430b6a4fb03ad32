"""Acting for another organization."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NotRequired, TypedDict

from ndxp_sdk import identifiers
from ndxp_sdk.models._identifiers import MemberId, ServiceId
from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum


class DelegatedRole(OpenEnum):
    """As which party the delegate acts."""

    CONSUMER = "consumer"
    PRODUCER = "producer"


class DelegationState(OpenEnum):
    """waiting_for_approval → active → revoked; waiting_for_approval → rejected."""

    WAITING_FOR_APPROVAL = "waiting_for_approval"
    ACTIVE = "active"
    REJECTED = "rejected"
    REVOKED = "revoked"


class DelegationScope(Model):
    """The services that a delegation is for."""

    service_ids: tuple[ServiceId, ...]


class Delegation(Model):
    """One organization acts for another."""

    id: str
    delegator_organization_id: MemberId
    """For whom the other one acts."""
    delegate_organization_id: MemberId
    """Who acts."""
    role: DelegatedRole
    scope: DelegationScope
    state: DelegationState
    valid_until: Moment | None
    """When it ends. None if no end is agreed."""
    reason: str | None
    """The reason given with the last change of state."""
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class DelegationScopeDraft(Draft):
    """The services that a delegation is to be for."""

    service_ids: tuple[ServiceId, ...]


class DelegationDraft(Draft):
    """A delegation to offer; the delegator is the organization of the caller."""

    delegate_organization_id: MemberId
    role: DelegatedRole
    scope: DelegationScopeDraft
    valid_until: Moment | None = None


class DelegationFields(TypedDict):
    """The fields of a DelegationDraft."""

    delegate_organization_id: identifiers.MemberId | str
    role: DelegatedRole | str
    scope: DelegationScopeDraft | Mapping[str, Sequence[identifiers.ServiceId | str]]
    valid_until: NotRequired[datetime | None]
