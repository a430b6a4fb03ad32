"""Whether something answers."""

from ndxp_sdk.models._identifiers import ServiceId
from ndxp_sdk.models._model import Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum


class HealthStatus(OpenEnum):
    """Whether it answers."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"


class Health(Model):
    """Whether the catalogue answers."""

    status: HealthStatus
    version: str
    """Version of the contract that is served."""
    checked_at: Moment


class Durations(Model):
    """A summary of durations in milliseconds."""

    min: float
    mean: float
    max: float
    standard_deviation: float


class ServiceHealth(Model):
    """The health of a service: how it answered lately, seen from its gateway."""

    service_id: ServiceId
    status: HealthStatus
    checked_at: Moment
    last_success_at: Moment | None
    last_failure_at: Moment | None
    period_seconds: int
    """Length of the period that the counts are of."""
    succeeded: int
    """Calls that were answered."""
    failed: int
    """Calls that were not."""
    duration_ms: Durations | None
    """How long answers took; None when there were none."""
