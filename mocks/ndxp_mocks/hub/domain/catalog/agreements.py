"""Access requests become agreements; an agreement has a content that its parties sign."""

import hashlib
import json
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.mutations import ResourceKind, StateTransition, change_row, create_row, transition
from ndxp_mocks.hub.domain.catalog.parties import organization_of, system_of
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.domain.catalog.service_versions import CALLABLE, VERSION, refresh_service, version_id
from ndxp_mocks.hub.http.messages import HubRequest
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World


def _parties(row: Row) -> tuple[str, str]:
    return (row["consumer_system_id"], system_of(row["service_id"]))


ACCESS_REQUEST: Final = ResourceKind("access_request", lambda world: world.catalog.access_requests, _parties)
AGREEMENT: Final = ResourceKind("agreement", lambda world: world.catalog.agreements, _parties)
ENDED: Final = frozenset({"rejected", "revoked", "archived"})
_LAST: Final = StateTransition(("archiving",), "archived", "archived")
_CONTENT: Final = (
    "consumer_organization_id",
    "consumer_system_id",
    "producer_organization_id",
    "service_id",
    "version",
    "endpoints",
    "quotas",
    "delegation_id",
    "valid_until",
)


def version_for(world: World, row: Row) -> Row:
    """Return the version that an access request or an agreement is for."""
    return world.catalog.versions.rows[version_id(row["service_id"], row["version"])]


def is_in_use(world: World, version: Row) -> bool:
    """Return whether an agreement on the version has not ended."""
    return any(
        row["service_id"] == version["service_id"] and row["version"] == version["version"]
        for row in world.catalog.agreements.where(lambda row: row["state"] not in ENDED)
    )


def agreement_between(world: World, consumer_system_id: str, service_id: str) -> Row | None:
    """Return the agreement that counts for a call: an active one, else the newest that has not ended."""
    found = [
        row
        for row in world.catalog.agreements
        if row["consumer_system_id"] == consumer_system_id and row["service_id"] == service_id
    ]
    in_force = [row for row in found if row["state"] == "active"] or [row for row in found if row["state"] not in ENDED]
    return in_force[-1] if in_force else None


def create_agreement(request: HubRequest, asked: Row) -> Row:
    """Return the agreement that an approved access request makes: active, or pending if signatures are wanted."""
    version = version_for(request.world, asked)
    wants_signatures = version["signature_policy"] == "required"
    members = {
        "id": request.world.new_id(),
        "access_request_id": asked["id"],
        "consumer_organization_id": organization_of(asked["consumer_system_id"]),
        "consumer_system_id": asked["consumer_system_id"],
        "producer_organization_id": organization_of(system_of(asked["service_id"])),
        **{name: asked[name] for name in ("service_id", "version", "endpoints", "delegation_id", "valid_until")},
        "state": "pending" if wants_signatures else "active",
        "suspended_by": [],
        "valid_from": None if wants_signatures else request.world.clock.stamp(),
        "signature_policy": version["signature_policy"],
        "signatures": [],
        "reason": None,
        "quotas": version["quotas"],
    }
    row = create_row(request, AGREEMENT, {**members, "content_hash": content_hash(members)})
    return row if wants_signatures else change_row(request, AGREEMENT, row, "activated")


def content_of(agreement: Row) -> dict[str, Any]:
    """Return the content that the parties agree on."""
    return {"agreement_id": agreement["id"], **{name: agreement[name] for name in _CONTENT}}


def content_hash(agreement: Row) -> str:
    """Hash the content with SHA-256 in canonical JSON (RFC 8785); it holds no number with a fraction."""
    text = json.dumps(content_of(agreement), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def shown_agreement(agreement: Row) -> Row:
    """Return the agreement without what only its content tells."""
    return without_members(agreement, ("quotas",))


def close_agreement(request: HubRequest, agreement: Row) -> None:
    """Let a version that is running out end with its last agreement."""
    version = version_for(request.world, agreement)
    if version["state"] == "archiving" and not is_in_use(request.world, version):
        transition(request, VERSION, version, _LAST)
        refresh_service(request.world, version["service_id"])


def is_callable(version: Row) -> bool:
    """Return whether calls to the version pass."""
    return version["state"] in CALLABLE


def is_in_force(world: World, agreement: Row) -> bool:
    """Return whether an agreement is active and has not run out."""
    end = agreement["valid_until"]
    return agreement["state"] == "active" and (end is None or moment(end).timestamp() > world.clock.now())
