"""Calls before anybody looked: one call of a service, some days before the hub began."""

from typing import Final
from uuid import UUID, uuid5

from ndxp_mocks.hub.domain.catalog.access_rights import rights
from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.identifiers import from_slash
from ndxp_mocks.hub.xroad.message_log import REST_VERSION
from ndxp_mocks.hub.xroad.registry import server_of

_DAY: Final = 86_400.0
_SIZE: Final = 512
_OPERATIONAL: Final = {
    "protocol_version": REST_VERSION,
    "rest_path": "/",
    "service_version": None,
    "service_type": "OPENAPI3",
    "fault_string": None,
}
_IDS: Final = UUID("019ab3c2-5e0f-8c44-9d0a-51c3f1b0a7e3")


def put_history(world: World, client: str, service_id: str, days: int) -> None:
    """Log a call of this client that went well, on both sides."""
    right, stamp = next(rights(world, client, service_id)), stamp_of(world.began - days * _DAY)
    system_id = service_id.rpartition("/")[0]
    transaction, message, call = (str(uuid5(_IDS, f"{kind} {service_id}")) for kind in ("exchange", "message", "call"))
    shared: Row = {
        "transaction_id": transaction,
        "message_id": message,
        "request_id": call,
        "outcome": "succeeded",
        "client": client,
        "represented_party": None,
        "service": service_id,
        "service_version": right.agreement["version"],
        "agreement_id": right.agreement["id"],
        "purpose_id": right.purpose["id"],
        "user_id": None,
        "issue": None,
        "method": "GET",
        "path_template": None,
        "status": 200,
        "fault_code": None,
        "origin": None,
        "timings": dict.fromkeys(("request_in_at", "request_out_at", "response_in_at", "response_out_at"), stamp),
        "request_size": 0,
        "response_size": _SIZE,
        "request_hash": None,
        "gateways": {name: server_of(from_slash(each)).slash for name, each in _sides(client, system_id)},
        "recorded_at": stamp,
        "operational": _OPERATIONAL,
        "simulated": True,
    }
    for direction in ("outgoing", "incoming"):
        world.evidence.records.put({**shared, "id": f"{transaction}/{direction}", "direction": direction})


def _sides(client: str, system_id: str) -> tuple[tuple[str, str], ...]:
    return ("consumer", client), ("provider", system_id)
