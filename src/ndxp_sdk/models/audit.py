"""Administrative changes, and exchanges as open data."""

from ndxp_sdk.models._identifiers import MemberId, ServiceId
from ndxp_sdk.models._model import Model, Moment
from ndxp_sdk.models.common import HttpMethod, LocalisedText, Origin
from ndxp_sdk.models.transactions import Outcome


class AuditEvent(Model):
    """One administrative change."""

    id: str
    at: Moment
    action: str
    """What was done, as the name of the operation: `catalog.agreements.suspend`."""
    actor: str
    """The client or system that did it, or `platform`."""
    object: str
    """Id of what was changed."""
    object_kind: str
    """organization, system, service, version, agreement, purpose …"""
    succeeded: bool
    reason: LocalisedText | None = None
    correlation_id: str | None = None


class ExportRecord(Model):
    """One line of an export; times are rounded to the hour, user ids are hashed with a key of the day."""

    hour: Moment
    client_organization: MemberId
    service: ServiceId
    service_version: str | None = None
    method: HttpMethod | None = None
    outcome: Outcome
    status: int | None
    origin: Origin | None = None
    user_hash: str | None = None
    request_size: int | None
    response_size: int | None
    duration_ms: float | None
