"""Subscriptions to events, and what became of their deliveries."""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from pydantic import Field

from ndxp_sdk import identifiers
from ndxp_sdk.models._identifiers import ServiceId, SystemId
from ndxp_sdk.models._model import Draft, Model, Moment, Patch
from ndxp_sdk.models._open_enum import OpenEnum


class SubscriptionState(OpenEnum):
    """Pull begins with active; cancelled by an answer 410 or because the agreement ended."""

    PENDING_VERIFICATION = "pending_verification"
    ACTIVE = "active"
    PAUSED = "paused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class DeliveryMode(OpenEnum):
    """Whether the hub posts events to an address or the subscriber asks for them."""

    PUSH = "push"
    PULL = "pull"


class ContentMode(OpenEnum):
    """The mode in which an event is put into a message."""

    STRUCTURED = "structured"
    BINARY = "binary"
    BATCH = "batch"


class EventOrdering(OpenEnum):
    """none: as it comes; subject: one after the other per subject."""

    NONE = "none"
    SUBJECT = "subject"


class DeliveryState(OpenEnum):
    """failed: to be tried again; dead: given up."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    DEAD = "dead"


class SubscriptionFilter(Model):
    """The filter of a subscription; all that is given must hold."""

    types: tuple[str, ...] | None = None
    """One of these types; `*` at the end stands for any rest."""
    source: str | None = None
    """Beginning of the source."""
    subject: str | None = Field(default=None, repr=False)
    """Beginning of the subject."""


class SubscriptionDelivery(Model):
    """The delivery of events to the subscriber; all but `mode` for push only."""

    mode: DeliveryMode
    address: str | None = Field(default=None, repr=False)
    content_mode: ContentMode | None = None
    batch_size: int | None = None
    """Events in a batch."""
    ordering: EventOrdering | None = None


class Subscription(Model):
    """A subscription of the caller's system."""

    id: str
    state: SubscriptionState
    system: SystemId
    name: str | None = None
    service: ServiceId | None = None
    agreement_id: str | None = None
    purpose_id: str | None = None
    filter: SubscriptionFilter
    delivery: SubscriptionDelivery
    acknowledged: str | None = None
    """Cursor up to which events were acknowledged or delivered."""
    pending: int | None = None
    """Events that wait."""
    verified_at: Moment | None = None
    expires_at: Moment | None = None
    created_at: Moment
    updated_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class Delivery(Model):
    """One event on its way to one subscriber."""

    id: str
    state: DeliveryState
    event_id: str
    event_source: str
    event_type: str
    attempts: int
    last_status: int | None = None
    """Status of the last answer."""
    last_error: str | None = None
    created_at: Moment
    last_attempt_at: Moment | None = None
    next_attempt_at: Moment | None = None
    delivered_at: Moment | None = None


class EventFilter(Draft):
    """The filter of wanted events; all that is given must hold."""

    types: tuple[str, ...] | None = None
    """One of these types; `*` at the end stands for any rest."""
    source: str | None = None
    """Beginning of the source."""
    subject: str | None = Field(default=None, repr=False)
    """Beginning of the subject."""


class PushDelivery(Draft):
    """The hub posts events to an address, which is https and on a host registered for the system."""

    mode: Literal["push"]
    address: str = Field(repr=False)
    content_mode: ContentMode | None = None
    """structured when left out."""
    batch_size: int | None = None
    """Events in a batch, 1 to 100."""
    ordering: EventOrdering | None = None
    """none when left out."""


class PullDelivery(Draft):
    """The subscriber asks for events."""

    mode: Literal["pull"]


class SubscriptionCreate(Draft):
    """A wish for events."""

    name: str | None = None
    service: ServiceId | None = None
    agreement_id: str | None = None
    purpose_id: str | None = None
    filter: EventFilter
    delivery: PushDelivery | PullDelivery = Field(discriminator="mode")
    expires_at: Moment | None = None


class SubscriptionUpdate(Patch):
    """The changes of a subscription; None takes a name or an end away."""

    name: str | None = None
    filter: EventFilter | None = None
    delivery: PushDelivery | PullDelivery | None = Field(default=None, discriminator="mode")
    expires_at: Moment | None = None


class SubscriptionVerify(Draft):
    """Proof that an address is the subscriber's."""

    challenge: str | None = None


class EventAcknowledgement(Draft):
    """Up to where events are done with."""

    cursor: str


class FilterFields(TypedDict, total=False):
    """The fields of an EventFilter."""

    types: Sequence[str]
    source: str
    subject: str


class PushFields(TypedDict):
    """The fields of a PushDelivery."""

    mode: Literal["push"]
    address: str
    content_mode: NotRequired[ContentMode | str]
    batch_size: NotRequired[int]
    ordering: NotRequired[EventOrdering | str]


class PullFields(TypedDict):
    """The fields of a PullDelivery."""

    mode: Literal["pull"]


class SubscriptionFields(TypedDict):
    """The fields of a SubscriptionCreate."""

    name: NotRequired[str | None]
    service: NotRequired[identifiers.ServiceId | str | None]
    agreement_id: NotRequired[str | None]
    purpose_id: NotRequired[str | None]
    filter: EventFilter | FilterFields
    delivery: PushDelivery | PullDelivery | PushFields | PullFields
    expires_at: NotRequired[Moment | None]


class SubscriptionChanges(TypedDict, total=False):
    """The fields of a SubscriptionUpdate."""

    name: str | None
    filter: EventFilter | FilterFields
    delivery: PushDelivery | PullDelivery | PushFields | PullFields
    expires_at: Moment | None
