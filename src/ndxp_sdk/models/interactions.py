"""Asynchronous requests: started by a consumer, answered by a provider when it is ready, in parts."""

from typing import Any, Final, NotRequired, TypedDict

from pydantic import Field

from ndxp_sdk import identifiers
from ndxp_sdk.models._identifiers import ClientId, ServiceId
from ndxp_sdk.models._model import Draft, Model, Moment
from ndxp_sdk.models._octets import Octets
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.models.common import HttpMethod
from ndxp_sdk.models.problems import Problem

CALLBACK: Final = "example.hub.interaction.callback"
"""Type of the event with which a provider reports."""


class InteractionState(OpenEnum):
    """started → callback_received → resource_ready → confirmed; any → expired."""

    STARTED = "started"
    CALLBACK_RECEIVED = "callback_received"
    RESOURCE_READY = "resource_ready"
    CONFIRMED = "confirmed"
    EXPIRED = "expired"


class Verdict(OpenEnum):
    """Whether a provider takes a request up."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class ResultPart(Model):
    """A stored part of the result."""

    part: int
    """From 1."""
    content_type: str
    size: int
    """Bytes."""
    sha256: str


class Interaction(Model):
    """An asynchronous request and how far it is."""

    id: str
    state: InteractionState
    service: ServiceId
    client: ClientId
    agreement_id: str | None = None
    purpose_id: str | None = None
    method: HttpMethod
    path: str = Field(repr=False)
    """Path and query of the operation; it may name a person, so it is not in the repr."""
    callback: str | None = Field(default=None, repr=False)
    message_id: str
    """The X-Road-Id."""
    parts_expected: int | None = None
    """Parts of the result, as the provider said."""
    result: tuple[ResultPart, ...]
    """The parts stored so far, by number."""
    problem: Problem | None = None
    """Why the provider refused."""
    created_at: Moment
    updated_at: Moment
    expires_at: Moment
    etag: str
    """Entity tag of this state, with its quotes."""


class InteractionCreate(Draft):
    """An asynchronous request to start. `data` is a body in JSON, `data_base64` the bytes of any other."""

    service: ServiceId
    agreement_id: str | None = None
    purpose_id: str | None = None
    method: HttpMethod | None = None
    path: str | None = Field(default=None, repr=False)
    """Path and query of the operation, `/` when left out."""
    content_type: str | None = None
    data: Any = Field(default=None, repr=False)
    data_base64: Octets | None = Field(default=None, repr=False)
    callback: str | None = Field(default=None, repr=False)
    """Where to report; without it the consumer asks."""
    message_id: str | None = None
    """The X-Road-Id; made when missing."""
    user_id: str | None = Field(default=None, repr=False)
    issue: str | None = Field(default=None, repr=False)
    represented_party: str | None = None
    expires_in: int | None = None
    """Seconds, a day when left out."""


class InteractionFields(TypedDict):
    """The fields of an InteractionCreate."""

    service: identifiers.ServiceId | str
    agreement_id: NotRequired[str | None]
    purpose_id: NotRequired[str | None]
    method: NotRequired[HttpMethod | str | None]
    path: NotRequired[str | None]
    content_type: NotRequired[str | None]
    data: NotRequired[Any]
    data_base64: NotRequired[bytes | None]
    callback: NotRequired[str | None]
    message_id: NotRequired[str | None]
    user_id: NotRequired[str | None]
    issue: NotRequired[str | None]
    represented_party: NotRequired[str | None]
    expires_in: NotRequired[int | None]


class RequestedInteraction(Model):
    """A consumer's request to a provider: the data of the event that hands it over."""

    interaction_id: str
    service: ServiceId
    client: ClientId
    agreement_id: str | None = None
    purpose_id: str | None = None
    method: HttpMethod
    path: str = Field(repr=False)
    content_type: str | None = None
    data: Any = Field(default=None, repr=False)
    data_base64: Octets | None = Field(default=None, repr=False)
    message_id: str
    user_id: str | None = Field(default=None, repr=False)
    issue: str | None = Field(default=None, repr=False)
    represented_party: str | None = None
    expires_at: Moment

    @classmethod
    def of(cls, event: CloudEvent) -> "RequestedInteraction":
        """Read the request from the event as it was verified."""
        return cls.model_validate(event.data)


class InteractionOutcome(Draft):
    """The outcome of a request at the provider."""

    outcome: Verdict
    parts: int | None = None
    """Parts that the result will have, 1 when left out."""
    problem: Problem | None = None
