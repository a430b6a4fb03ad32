"""Rows of the catalogue are made and changed here only, so that feed and audit log miss nothing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from ndxp_mocks.hub.domain.audit_log import Concerned, audit
from ndxp_mocks.hub.http.messages import HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import place
from ndxp_mocks.hub.state.table import Row, Table
from ndxp_mocks.hub.state.world import World


@dataclass(frozen=True, slots=True)
class ResourceKind:
    """One kind of resource: its word in events, its table, and whom a row of it concerns (None: everybody)."""

    name: str
    table: Callable[[World], Table]
    concerned: Callable[[Row], Concerned]


@dataclass(frozen=True, slots=True)
class StateTransition:
    """One step of a life cycle: from which states to which, and the word of the event."""

    sources: Collection[str]
    target: str
    happened: str


def create_row(request: HubRequest, kind: ResourceKind, members: Row) -> Row:
    """Return the new row, told to feed and audit log."""
    now = request.world.clock.stamp()
    row = kind.table(request.world).put({**members, "created_at": now, "updated_at": now})
    return _publish_event(request, kind, row, "created")


def change_row(request: HubRequest, kind: ResourceKind, row: Row, happened: str, **members: Any) -> Row:
    """Return the row with these members, told to feed and audit log."""
    now = request.world.clock.stamp()
    return _publish_event(request, kind, kind.table(request.world).put({**row, **members, "updated_at": now}), happened)


def transition(request: HubRequest, kind: ResourceKind, row: Row, move: StateTransition, **members: Any) -> Row:
    """Return the row in its next state. Raises HubProblem 409 if the step does not begin at its present one."""
    require_state(kind, row, move.sources)
    return change_row(
        request, kind, row, move.happened, **{"state": move.target, "reason": reason_of(request), **members}
    )


def merge_patch(row: Row, patch: Row) -> Row:
    """Return the members that a merge patch (RFC 7396) changes; `null` takes the text away and leaves its member."""
    return {
        name: {**row[name], **value} if isinstance(value, dict) and isinstance(row[name], dict) else value
        for name, value in patch.items()
    }


def require_state(kind: ResourceKind, row: Row, states: Collection[str]) -> None:
    """Raise HubProblem 409 unless the row is in one of these states."""
    if row["state"] not in states:
        raise conflict(f"the {kind.name} is {row['state']}, {' or '.join(sorted(states))} is expected")


def conflict(told: str) -> HubProblem:
    """Return the answer where the state of things does not allow what is asked for."""
    return HubProblem(409, "state-conflict", told)


def reason_of(request: HubRequest) -> str | None:
    """Return the reason that came with a change, None if none did."""
    return request.body.get("reason") if isinstance(request.body, dict) else None


def _publish_event(request: HubRequest, kind: ResourceKind, row: Row, happened: str) -> Row:
    world, concerned = request.world, kind.concerned(row)
    state = {"state": row["state"]} if "state" in row else {}
    event = {
        "id": place(len(world.catalog.events) + 1),
        "type": f"{kind.name}.{happened}",
        "subject": row["id"],
        "time": world.clock.stamp(),
        "data": {**state, "etag": row["etag"]},
        "concerned": None if concerned is None else list(concerned),
    }
    world.catalog.events.put(event)
    audit(request, kind.name, row["id"], reason=reason_of(request), concerned=concerned)
    return row
