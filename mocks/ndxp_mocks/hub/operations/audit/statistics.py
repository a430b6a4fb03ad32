"""Counts of own exchanges over days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from statistics import median
from typing import Any, Final

from ndxp_mocks.hub.domain.calendar import local, span
from ndxp_mocks.hub.domain.catalog.parties import caller_of
from ndxp_mocks.hub.domain.catalog.usage import duration_ms
from ndxp_mocks.hub.evidence.transactions import complete_until, organization_of_client, own_legs
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.state.table import Row

_KEYS: Final[Mapping[str, Callable[[Row], str | None]]] = {
    "service": lambda row: row["service"],
    "client": lambda row: row["client"],
    "organization": lambda row: organization_of_client(row["client"]),
    "agreement": lambda row: row["agreement_id"],
    "day": lambda row: local(row["recorded_at"]).date().isoformat(),
    "hour": lambda row: local(row["recorded_at"]).strftime("%Y-%m-%dT%H"),
    "outcome": lambda row: row["outcome"],
    "origin": lambda row: row["origin"],
}


@answers("audit.statistics.exchange")
def exchange_statistics(request: HubRequest) -> HubAnswer:
    """Return rows in the order of their keys, those without a key first."""
    first, last = span(request)
    key = _KEYS[request.query["group_by"]]
    groups: dict[str | None, list[Row]] = {}
    for row in own_legs(request.world, caller_of(request)):
        if first <= local(row["recorded_at"]).date() < last + timedelta(days=1):
            groups.setdefault(key(row), []).append(row)
    items = [_counted(name, groups[name]) for name in sorted(groups, key=lambda name: name or "")]
    body = {"group_by": request.query["group_by"], "from": first.isoformat(), "to": last.isoformat(), "items": items}
    return HubAnswer(body={**body, "complete_until": complete_until(request.world)})


def _counted(key: str | None, rows: Sequence[Row]) -> dict[str, Any]:
    outcomes = [row["outcome"] for row in rows]
    durations = sorted(each for row in rows if (each := duration_ms(row)) is not None)
    return {
        "key": key,
        "calls": len(rows),
        **{outcome: outcomes.count(outcome) for outcome in ("succeeded", "failed", "refused")},
        "request_bytes": sum(row["request_size"] or 0 for row in rows),
        "response_bytes": sum(row["response_size"] or 0 for row in rows),
        "duration_ms_median": median(durations) if durations else None,
        "duration_ms_p95": durations[max(-(-len(durations) * 95 // 100) - 1, 0)] if durations else None,
        "duration_ms_max": durations[-1] if durations else None,
    }
