"""Records of exchange and their evidence."""

from pydantic import Field

from ndxp_sdk.models._identifiers import ClientId, ServerId, ServiceId
from ndxp_sdk.models._model import Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models._page import Page
from ndxp_sdk.models.common import HttpMethod, Origin


class Direction(OpenEnum):
    """outgoing: the caller was consumer; incoming: provider."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Outcome(OpenEnum):
    """succeeded: status below 400; failed: 400 or above, or no answer; refused: by the hub; unknown: still open."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Leg(OpenEnum):
    """The leg of a transaction: request or response."""

    REQUEST = "request"
    RESPONSE = "response"


class Timings(Model):
    """When the recording server saw the message. None if it did not."""

    request_in_at: Moment | None
    request_out_at: Moment | None
    response_in_at: Moment | None
    response_out_at: Moment | None


class Gateways(Model):
    """The security servers of both sides."""

    consumer: ServerId | None
    provider: ServerId | None


class Transaction(Model):
    """The record of one side of one exchange."""

    transaction_id: str
    message_id: str
    """The X-Road-Id."""
    request_id: str | None
    """The X-Road-Request-Id."""
    direction: Direction
    outcome: Outcome
    client: ClientId
    represented_party: str | None = None
    service: ServiceId
    service_version: str | None = None
    agreement_id: str | None = None
    purpose_id: str | None = None
    user_id: str | None = Field(default=None, repr=False)
    """Shown to the party that sent it; personal data, so it is not in the repr."""
    issue: str | None = None
    method: HttpMethod
    path_template: str | None
    """The path of the document, never the path that was called."""
    status: int | None
    """Status of the answer."""
    fault_code: str | None
    """Code of the error, as it went over the wire."""
    origin: Origin | None
    """Whose fault it was."""
    timings: Timings
    request_size: int | None
    """Bytes of the body."""
    response_size: int | None
    """Bytes of the body."""
    request_hash: str | None = None
    """The X-Road-Request-Hash."""
    gateways: Gateways
    recorded_at: Moment


class TransactionPage(Page[Transaction]):
    """A page of records."""

    complete_until: Moment
    """Up to when nothing is missing; whoever polls sends it as `after` next time."""


class EvidenceAvailability(OpenEnum):
    """Whether the container of a message can be had."""

    PENDING = "pending"
    READY = "ready"
    EXPIRED = "expired"
    NONE = "none"


class EvidenceState(Model):
    """The state of the evidence of one message."""

    leg: Leg
    state: EvidenceAvailability
    sha256: str | None = None
    """Of the container."""
    timestamped_at: Moment | None = None


class TransactionDetail(Model):
    """One transaction."""

    transaction_id: str
    message_id: str
    """The X-Road-Id."""
    outcome: Outcome
    legs: tuple[Transaction, ...]
    """The consumer's record and the provider's; one alone while the other is missing."""
    evidence: tuple[EvidenceState, ...]
    etag: str
    """Entity tag of this state, with its quotes."""
