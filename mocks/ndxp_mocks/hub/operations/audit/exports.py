"""Open data: the exchanges of one past day, anonymised."""

import gzip
import hashlib
import hmac
import json
from datetime import UTC, date
from typing import Any

from ndxp_mocks.hub.domain.calendar import local, today
from ndxp_mocks.hub.domain.catalog.parties import missing
from ndxp_mocks.hub.domain.catalog.usage import duration_ms
from ndxp_mocks.hub.evidence.transactions import OUTGOING, organization_of_client
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World


@answers("audit.exports.get")
def export(request: HubRequest) -> HubAnswer:
    """Return one ExportRecord a line, compressed. Raises HubProblem 404 for a day that is not over."""
    day = date.fromisoformat(request.path["date"])
    if day >= today(request.world.clock):
        raise missing("export: a day is exported when it is over")
    rows = (row for row in request.world.evidence.records if row["direction"] == OUTGOING)
    lines = [_line(request.world, row, day) for row in rows if local(row["recorded_at"]).date() == day]
    content = gzip.compress("".join(lines).encode("utf-8"), mtime=0)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return HubAnswer(200, content, (("ETag", tag),), "application/gzip")


def _line(world: World, row: Row, day: date) -> str:
    return json.dumps(_record(world, row, day), ensure_ascii=False, separators=(",", ":")) + "\n"


def _record(world: World, row: Row, day: date) -> dict[str, Any]:
    hour = local(row["recorded_at"]).replace(minute=0, second=0, microsecond=0)
    kept = ("service", "service_version", "method", "outcome", "status", "origin", "request_size", "response_size")
    return {
        "hour": hour.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "client_organization": organization_of_client(row["client"]),
        **{name: row[name] for name in kept},
        "user_hash": _hashed(world, row["user_id"], day),
        "duration_ms": duration_ms(row),
        "simulated": True,
    }


def _hashed(world: World, user_id: str | None, day: date) -> str | None:
    """Hash by a key of the day, so that a user cannot be followed from one day to the next."""
    if user_id is None:
        return None
    secret = str(world.identity.key_ring.elliptic.pair.as_dict(private=True)["d"])
    key = hmac.new(secret.encode(), day.isoformat().encode(), hashlib.sha256).digest()
    return hmac.new(key, user_id.encode("utf-8"), hashlib.sha256).hexdigest()
