"""Records of the message log: whose they are, and what is shown of them to whom."""

from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.parties import organization_of, system_of
from ndxp_mocks.hub.http.messages import Caller
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

LOG: Final[Point[tuple[Row, ...]]] = Point("log", "after-send")  # rows of the message log, as they are read
OUTGOING: Final = "outgoing"
_HIDDEN: Final = ("id", "etag", "operational")


def complete_until(world: World) -> str:
    """Up to when no record is missing any more."""
    return stamp_of(world.clock.now() - world.settings.timestamping_interval)


def own_legs(world: World, caller: Caller) -> list[Row]:
    """Return the caller's own: outgoing as consumer or represented party, incoming as provider. Oldest first."""
    rows = inject(world, LOG, tuple(world.evidence.records))
    return sorted((row for row in rows if _is_own(row, caller)), key=lambda row: moment(row["recorded_at"]))


def legs_of(world: World, transaction_id: str, caller: Caller) -> list[Row]:
    """Both legs of a transaction, to whom one of them belongs; none to others."""
    legs = [row for row in inject(world, LOG, tuple(world.evidence.records)) if row["transaction_id"] == transaction_id]
    return legs if any(_is_own(row, caller) for row in legs) else []


def transaction_view(row: Row, caller: Caller) -> dict[str, Any]:
    """Return the Transaction of the contract; the user id is for the party that sent it."""
    told = {name: value for name, value in row.items() if name not in _HIDDEN}
    return told if _is_consumer(row, caller) else {**told, "user_id": None}


def organization_of_client(client: str) -> str:
    """Return the organization of a system, or the organization that called without one."""
    return client if client.count("/") == 2 else organization_of(client)


def _is_own(row: Row, caller: Caller) -> bool:
    if row["direction"] == OUTGOING:
        return _is_consumer(row, caller) or row["represented_party"] in _names_of(caller.organization_id)
    return system_of(row["service"]) == caller.system_id


def _is_consumer(row: Row, caller: Caller) -> bool:
    return row["client"] in (caller.system_id, caller.organization_id)


def _names_of(organization_id: str) -> tuple[str, str]:
    """Return the forms that X-Road-Represented-Party takes: code, or class and code."""
    _, member_class, member_code = organization_id.split("/")
    return member_code, f"{member_class}/{member_code}"
