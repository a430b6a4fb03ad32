"""Administrative changes: each is told to the audit log."""

from collections.abc import Sequence
from typing import Final

from ndxp_mocks.hub.http.messages import Caller, HubRequest
from ndxp_mocks.hub.state.table import Row

PLATFORM: Final = "platform"
Concerned = Sequence[str] | None


def audit(
    request: HubRequest, kind: str, subject: str, *, reason: str | None = None, concerned: Concerned = None
) -> Row:
    """Write what this request changed. `concerned` may read it, systems or organizations; everybody if None."""
    caller = request.caller
    return request.world.evidence.audit_events.put(
        {
            "id": request.world.new_id(),
            "at": request.world.clock.stamp(),
            "action": request.operation,
            "actor": caller.client_id if caller else PLATFORM,
            "actor_system": caller.system_id if caller else None,
            "object": subject,
            "object_kind": kind,
            "succeeded": True,
            "reason": {"vi": reason} if reason else None,
            "correlation_id": request.headers.get("x-correlation-id"),
            "concerned": None if concerned is None else list(concerned),
        }
    )


def concerns(row: Row, caller: Caller) -> bool:
    """Return whether a row that says who is concerned may be read by this caller."""
    known = row["concerned"]
    return known is None or caller.system_id in known or caller.organization_id in known
