"""Purposes: the uses of agreements, each with its legal basis."""

import datetime as dt
from typing import TypedDict

from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.agreements import Party


class PurposeState(OpenEnum):
    """draft → waiting_for_approval → active ⇄ suspended → archived; waiting_for_approval → rejected."""

    DRAFT = "draft"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    ARCHIVED = "archived"


class Purpose(Model):
    """A purpose: the use of an agreement, its legal basis and its daily calls."""

    id: str
    agreement_id: str
    title: str
    """The purpose in one line."""
    legal_basis: str
    """The provision that the consumer relies on, such as a decree with article and clause."""
    daily_calls: int
    """Calls a day that it needs."""
    state: PurposeState
    suspended_by: tuple[Party, ...]
    """Who suspends it."""
    reason: str | None
    """The reason given with the last change of state."""
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class PurposeDraft(Draft):
    """A purpose to draft."""

    title: str
    """The purpose in one line."""
    legal_basis: str
    """The provision that the consumer relies on."""
    daily_calls: int
    """Calls a day that it needs."""


class PurposeFields(TypedDict):
    """The fields of a PurposeDraft."""

    title: str
    legal_basis: str
    daily_calls: int


class PurposeQuota(Model):
    """The quota of a purpose: what is left of its daily calls."""

    purpose_id: str
    date: dt.date
    """The day in Viet Nam."""
    daily_calls: int
    """Calls a day."""
    used: int
    """Calls of this day so far."""
    remaining: int
    """Calls that are left."""
    resets_at: Moment
