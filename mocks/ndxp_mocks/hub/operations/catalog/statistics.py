"""Counts of what was listed at the end of each day."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.calendar import end_of, span
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

_CSV: Final = "text/csv"
_INTERACTIONS: Final = ("sync", "async", "event", "bulk")


@answers("catalog.statistics.services")
def service_statistics(request: HubRequest) -> HubAnswer:
    """Return rows in JSON, or in CSV with the same columns if Accept asks for it."""
    first, last = span(request)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    items = [_counts(request.world, day) for day in days]
    if _CSV in request.headers.get("accept", ""):
        return HubAnswer(200, _written(items), media_type=_CSV)
    return HubAnswer(body={"from": first.isoformat(), "to": last.isoformat(), "items": items})


def _counts(world: World, day: date) -> dict[str, Any]:
    services = [
        row for row in world.catalog.services if _was_before(row, "created_at", day) and row["state"] != "draft"
    ]
    kinds = Counter(row["interaction"] for row in services)
    return {
        "date": day.isoformat(),
        "organizations": len(world.catalog.organizations),
        "systems": len(world.catalog.systems),
        "services": len(services),
        "published_versions": sum(_was_before(row, "published_at", day) for row in world.catalog.versions),
        **{kind: kinds[kind] for kind in _INTERACTIONS},
    }


def _was_before(row: Row, member: str, day: date) -> bool:
    return row[member] is not None and moment(row[member]) < end_of(day)


def _written(items: Iterable[dict[str, Any]]) -> bytes:
    text, rows = io.StringIO(), list(items)
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
