"""Usage of a service and of a purpose, by the message log."""

from collections.abc import Iterable
from statistics import fmean, pstdev
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.calendar import end_of, local, today
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

HEALTH: Final[Point[dict[str, Any]]] = Point("health", "before-send")  # ServiceHealth of the contract
PERIOD: Final = 600
_SHARE_OF_HEALTHY: Final = 0.9


def used_today(world: World, purpose_id: str) -> int:
    """Count the calls of this day in Viet Nam that were made for a purpose and not refused by the hub."""
    day = today(world.clock)
    return sum(
        row["purpose_id"] == purpose_id and row["direction"] == "outgoing" and local(row["recorded_at"]).date() == day
        for row in world.evidence.records
        if row["outcome"] != "refused"
    )


def quota_of(world: World, purpose: Row) -> dict[str, Any]:
    """Return the PurposeQuota of the contract."""
    day, used = today(world.clock), used_today(world, purpose["id"])
    return {
        "purpose_id": purpose["id"],
        "date": day.isoformat(),
        "daily_calls": purpose["daily_calls"],
        "used": used,
        "remaining": max(purpose["daily_calls"] - used, 0),
        "resets_at": stamp_of(end_of(day).timestamp()),
    }


def health_of(world: World, service_id: str) -> dict[str, Any]:
    """Return the ServiceHealth of the contract, by the legs that the provider's side recorded in the last minutes."""
    legs = [row for row in world.evidence.records if row["service"] == service_id and row["direction"] == "incoming"]
    since = world.clock.now() - PERIOD
    lately = [row for row in legs if moment(row["recorded_at"]).timestamp() >= since]
    succeeded = sum(row["outcome"] == "succeeded" for row in lately)
    return {
        "service_id": service_id,
        "status": _status(succeeded, len(lately)),
        "checked_at": world.clock.stamp(),
        "last_success_at": _last(row for row in legs if row["outcome"] == "succeeded"),
        "last_failure_at": _last(row for row in legs if row["outcome"] != "succeeded"),
        "period_seconds": PERIOD,
        "succeeded": succeeded,
        "failed": len(lately) - succeeded,
        "duration_ms": _durations([each for row in lately if (each := duration_ms(row)) is not None]),
    }


def duration_ms(row: Row) -> float | None:
    """Return the time of the recording side from request to answer, None if one of them is missing."""
    timings = row["timings"]
    begun, ended = timings["request_in_at"], timings["response_out_at"]
    if begun is None or ended is None:
        return None
    return max(round((moment(ended) - moment(begun)).total_seconds() * 1000, 3), 0.0)


def _status(succeeded: int, calls: int) -> str:
    if not calls:
        return "unknown"
    if succeeded == 0:
        return "down"
    return "up" if succeeded / calls >= _SHARE_OF_HEALTHY else "degraded"


def _last(rows: Iterable[Row]) -> str | None:
    return max((row["recorded_at"] for row in rows), default=None)


def _durations(found: list[float]) -> dict[str, float] | None:
    if not found:
        return None
    return {"min": min(found), "mean": fmean(found), "max": max(found), "standard_deviation": pstdev(found)}
