"""Sets of files: who is party to one, its parts, and what is shown of it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.mutations import conflict
from ndxp_mocks.hub.domain.catalog.parties import caller_of, missing, require
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.http.messages import HubRequest
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

MOST_PARTS: Final = 10_000
READABLE: Final = ("available", "acknowledged")


def as_party(request: HubRequest) -> Row:
    """Return the transfer of the path as it is now.

    Raises HubProblem 404 unless the caller is its sender or its recipient.
    """
    row = request.world.exchange.transfers.find(request.path["transfer_id"])
    if row is None or caller_of(request).system_id not in (row["sender"], row["recipient"]):
        raise missing("transfer")
    return current(request.world, row)


def as_sender(request: HubRequest) -> Row:
    """Return the same for its sender; HubProblem 403 for its recipient."""
    row = as_party(request)
    require(row["sender"] == caller_of(request).system_id, "only the sender of the transfer may do this")
    return row


def as_recipient(request: HubRequest) -> Row:
    """Return the same for its recipient; HubProblem 403 for its sender."""
    row = as_party(request)
    require(row["recipient"] == caller_of(request).system_id, "only the recipient of the transfer may do this")
    return row


def current(world: World, row: Row) -> Row:
    """Return the row, deleted where its time is over."""
    if row["state"] == "deleted" or moment(row["expires_at"]).timestamp() > world.clock.now():
        return row
    return delete_transfer(world, row)


def delete_transfer(world: World, row: Row) -> Row:
    """Delete the bytes of a transfer; that it was there stays known."""
    for name in [name for name in world.contents if name.startswith(f"transfers/{row['id']}/")]:
        del world.contents[name]
    return world.exchange.transfers.change(row["id"], state="deleted", updated_at=world.clock.stamp())


def require_state(row: Row, *states: str) -> None:
    """Raise HubProblem 409 unless the transfer is in one of these states."""
    if row["state"] not in states:
        raise conflict(f"the transfer is {row['state']}, {' or '.join(states)} is expected")


def parts_of(files: Sequence[Mapping[str, Any]], part_size: int) -> Iterator[dict[str, Any]]:
    """Yield the parts in which files are uploaded, without their numbers; an empty file has one, of size 0."""
    for file in files:
        for offset in range(0, max(file["size"], 1), part_size):
            size = min(part_size, file["size"] - offset)
            yield {"file": file["name"], "offset": offset, "size": size, "received": False, "sha256": None}


def part_count(files: Sequence[Mapping[str, Any]], part_size: int) -> int:
    """Count the parts of these files without making them, because sizes come from the caller."""
    return sum(max(1, -(-int(file["size"]) // part_size)) for file in files)


def part_name(row: Row, number: int) -> str:
    """Under which name `World.contents` keeps an uploaded part."""
    return f"transfers/{row['id']}/parts/{number}"


def file_name(row: Row, name: str) -> str:
    """Under which name `World.contents` keeps a sealed file."""
    return f"transfers/{row['id']}/files/{name}"


def assemble(world: World, row: Row) -> Iterator[str]:
    """Put the parts of each file together; the names of the files whose hash is not the announced one."""
    for file in row["files"]:
        numbers = [part["number"] for part in row["parts"] if part["file"] == file["name"]]
        whole = b"".join(world.contents.pop(part_name(row, number)) for number in numbers)
        world.contents[file_name(row, file["name"])] = whole
        if hashlib.sha256(whole).hexdigest() != file["sha256"]:
            yield file["name"]


def transfer_summary(row: Row) -> dict[str, Any]:
    """Transfer of the contract without its parts."""
    return without_members(row, ("parts",))
