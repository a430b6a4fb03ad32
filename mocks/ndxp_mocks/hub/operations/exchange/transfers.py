"""Sets of files: announced, uploaded in parts, sealed, acknowledged, deleted."""

import hashlib
from collections import Counter
from typing import Final

from ndxp_mocks.hub.domain.audit_log import audit
from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid, missing, require
from ndxp_mocks.hub.domain.catalog.responses import created_response
from ndxp_mocks.hub.domain.exchange.transfers import (
    MOST_PARTS,
    as_party,
    as_recipient,
    as_sender,
    assemble,
    current,
    delete_transfer,
    part_count,
    part_name,
    parts_of,
    require_state,
    transfer_summary,
)
from ndxp_mocks.hub.domain.exchange.uploads import require_digest
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.table import Row

_PART_SIZE, _EXPIRY = 8_388_608, 604_800
_DIRECTIONS: Final = {"sent": "sender", "received": "recipient"}
_NOT_YET: Final = {
    "parts_received": 0,
    "problem": None,
    "sealed_at": None,
    "available_at": None,
    "acknowledged_at": None,
}


@answers("exchange.transfers.list")
def list_transfers(request: HubRequest) -> HubAnswer:
    """Newest first."""
    world, system = request.world, caller_of(request).system_id
    roles = [_DIRECTIONS[request.query["direction"]]] if "direction" in request.query else ["sender", "recipient"]
    rows = [current(world, row) for row in world.exchange.transfers if any(row[role] == system for role in roles)]
    wanted = [row for row in reversed(rows) if request.query.get("state", row["state"]) == row["state"]]
    return page(request, wanted, transfer_summary)


@answers("exchange.transfers.create")
def create(request: HubRequest) -> HubAnswer:
    """Return the answer says in which parts to upload the files."""
    if request.body["recipient"] not in request.world.catalog.systems:
        raise missing("system")
    _check(request)
    row = request.world.exchange.transfers.put(_new(request))
    audit(request, "transfer", row["id"], concerned=[row["sender"], row["recipient"]])
    return created_response(row, f"/exchange/v1/transfers/{row['id']}")


@answers("exchange.transfers.get")
def get(request: HubRequest) -> HubAnswer:
    """Return the transfer with its parts."""
    return HubAnswer(body=as_party(request))


@answers("exchange.transfers.delete")
def delete(request: HubRequest) -> HubAnswer:
    """Delete the transfer: the sender at any time, the recipient once it has acknowledged."""
    row = as_party(request)
    if caller_of(request).system_id != row["sender"]:
        require_state(row, "acknowledged", "deleted")
    delete_transfer(request.world, row)
    audit(request, "transfer", row["id"], concerned=[row["sender"], row["recipient"]])
    return HubAnswer(204)


@answers("exchange.transfers.put_part")
def put_part(request: HubRequest) -> HubAnswer:
    """Return a part is whole or not there; a later one of the same number takes its place."""
    world, row, number = request.world, as_sender(request), request.path["number"]
    require_state(row, "created", "uploading")
    if number > row["part_count"]:
        raise missing("part")
    require_digest(request)
    part = row["parts"][number - 1]
    if len(request.raw) != part["size"]:
        raise HubProblem(422, "request-invalid", f"{len(request.raw)} bytes came, {part['size']} were announced")
    world.contents[part_name(row, number)] = request.raw
    sha256 = hashlib.sha256(request.raw).hexdigest()
    kept = {**part, "received": True, "sha256": sha256, "received_at": world.clock.stamp()}
    parts = [*row["parts"][: number - 1], kept, *row["parts"][number:]]
    received = sum(each["received"] for each in parts)
    _changed(request, row, state="uploading", parts=parts, parts_received=received)
    return HubAnswer(body=kept)


@answers("exchange.transfers.seal")
def seal(request: HubRequest) -> HubAnswer:
    """Available where every hash is the announced one, failed where one is not."""
    row, now = as_sender(request), request.world.clock.stamp()
    require_state(row, "created", "uploading")
    if row["parts_received"] < row["part_count"]:
        lacking = row["part_count"] - row["parts_received"]
        raise HubProblem(409, "parts-missing", f"{lacking} of {row['part_count']} parts are missing")
    different = list(assemble(request.world, row))
    if different:
        return HubAnswer(body=_changed(request, row, state="failed", problem=_difference(different)))
    return HubAnswer(body=_changed(request, row, state="available", sealed_at=now, available_at=now))


@answers("exchange.transfers.acknowledge")
def acknowledge(request: HubRequest) -> HubAnswer:
    """Return the recipient has all files."""
    row = as_recipient(request)
    require_state(row, "available")
    now = request.world.clock.stamp()
    return HubAnswer(body=_changed(request, row, state="acknowledged", acknowledged_at=now))


def _check(request: HubRequest) -> None:
    """Raise HubProblem 422 for names that stand twice or too many parts, 403 for an agreement of other parties."""
    body, world = request.body, request.world
    twice = [name for name, count in Counter(file["name"] for file in body["files"]).items() if count > 1]
    if twice:
        raise invalid("/files", "repeated", f"{twice[0]} stands twice")
    if part_count(body["files"], _part_size(body)) > MOST_PARTS:
        raise invalid("/part_size", "too-many", f"{MOST_PARTS} parts at most are taken")
    if body.get("agreement_id") is not None:
        agreement = world.catalog.agreements.find(body["agreement_id"])
        parties = {caller_of(request).system_id, body["recipient"]}
        is_ours = agreement is not None and {agreement["consumer_system_id"], _producer(agreement)} == parties
        require(is_ours, "the agreement is not one of sender and recipient")


def _part_size(body: Row) -> int:
    """Return an integer in Python too, because 65536.0 is one in JSON Schema."""
    return int(body.get("part_size", _PART_SIZE))


def _producer(agreement: Row) -> str:
    return str(agreement["service_id"]).rpartition("/")[0]


def _new(request: HubRequest) -> Row:
    body, world = request.body, request.world
    files = [{"media_type": "application/octet-stream", **file, "size": int(file["size"])} for file in body["files"]]
    part_size, now = _part_size(body), world.clock.now()
    parts = [{"number": number, **part} for number, part in enumerate(parts_of(files, part_size), 1)]
    return {
        "id": world.new_id(),
        "state": "created",
        "sender": caller_of(request).system_id,
        "recipient": body["recipient"],
        **{name: body.get(name) for name in ("agreement_id", "purpose_id", "title")},
        "files": files,
        "total_size": sum(file["size"] for file in files),
        "part_size": part_size,
        "part_count": len(parts),
        "parts": parts,
        "created_at": stamp_of(now),
        "updated_at": stamp_of(now),
        "expires_at": stamp_of(now + body.get("expires_in", _EXPIRY)),
        **_NOT_YET,
    }


def _changed(request: HubRequest, row: Row, **members: object) -> Row:
    return request.world.exchange.transfers.change(row["id"], updated_at=request.world.clock.stamp(), **members)


def _difference(names: list[str]) -> Row:
    return {
        "type": "https://hub.example/problems/integrity-failure",
        "title": "A file is not the one that was announced",
        "status": 422,
        "detail": f"the SHA-256 of {', '.join(names[:5])} differs from the announced one",
        "code": "integrity-failure",
        "origin": "caller",
        "retryable": False,
    }
