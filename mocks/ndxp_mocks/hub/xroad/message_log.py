"""The message log: one row of `World.evidence.records` for each call and side, a Transaction of the contract.

The id of a row is `<transaction id>/<direction>`; both sides share the transaction and the message id. The messages
themselves are kept in `World.contents` for the evidence, bodies up to a size.
"""

from dataclasses import asdict
from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.service_endpoints import path_template, specification_of
from ndxp_mocks.hub.evidence.asice import message_name
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.error_response import status_of
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange, Side
from ndxp_mocks.hub.xroad.fault_codes import CLIENT, CLIENT_PROXY, SERVER_PROXY, code_in_profile
from ndxp_mocks.hub.xroad.registry import server_of
from ndxp_mocks.hub.xroad.request_hash import serialized
from ndxp_mocks.hub.xroad.soap.fault import STATUS as SOAP_STATUS

DIRECTIONS: Final[dict[Side, str]] = {"consumer": "outgoing", "provider": "incoming"}
_ORIGINS: Final = ((SERVER_PROXY, "provider-gateway"), (CLIENT_PROXY, "consumer-gateway"), (CLIENT, "caller"))
_LARGEST_KEPT_BODY: Final = 64 * 1024
_LONGEST_MESSAGE_ID: Final = 255
REST_VERSION: Final = "1"
_TOO_LARGE: Final = "Message size exceeds maximum loggable size"


def keep_request(exchange: Exchange) -> None:
    """Keep the request as evidence before it is sent. Raises XRoadError if it is too large to be logged."""
    if exchange.incoming.size > exchange.world.settings.largest_message and _refuses(exchange.world):
        # An I/O error, because X-Road logs while it streams the message out.
        raise XRoadError("io_error", f"LoggingFailed: {_TOO_LARGE}")
    _keep(exchange, "request", serialized(exchange), exchange.incoming.body)


def verify_size(world: World, size: int) -> None:
    """Raise XRoadError if an answer is too large to be logged."""
    if size > world.settings.largest_message and _refuses(world):
        raise XRoadError("logging_failed", _TOO_LARGE)


def record_answer(exchange: Exchange, side: Side, answer: WireAnswer) -> None:
    """Record a call that the provider answered, well or not."""
    failed = answer.status >= 400
    if side == "provider":
        lines = (str(answer.status), *(f"{name}:{value}" for name, value in answer.headers))
        _keep(exchange, "response", "\r\n".join(lines).encode("utf-8") + b"\r\n", answer.body)
    _record(
        exchange,
        side,
        outcome="failed" if failed else "succeeded",
        status=answer.status,
        origin="provider" if failed else None,
        response_size=len(answer.body),
    )


def record_refusal(exchange: Exchange, side: Side, error: XRoadError) -> None:
    """Record a call that a server refused, or that got no answer."""
    exchange.fault_strings[side] = error.message
    _record(
        exchange,
        side,
        outcome="failed" if exchange.was_forwarded else "refused",
        status=status_of(error.code) if exchange.soap is None else SOAP_STATUS,
        origin=origin_of(error.code),
        fault_code=code_in_profile(error.code, exchange.world.settings.profile),
    )


def record_open(exchange: Exchange, side: Side) -> None:
    """Record a call of which nobody knows yet how it ends."""
    _record(exchange, side, outcome="unknown")


def record_end(exchange: Exchange) -> None:
    """Record that a call which was left open has ended without any answer."""
    for side, direction in DIRECTIONS.items():
        row = exchange.world.evidence.records.find(_row_id(exchange, direction))
        if row is not None and row["outcome"] == "unknown":
            _record(exchange, side, outcome="failed", origin="consumer-gateway")


def origin_of(code: str) -> str:
    """Return the party whose failure the prefix tells."""
    return next((origin for prefix, origin in _ORIGINS if code.startswith(prefix)), "consumer-gateway")


def _record(exchange: Exchange, side: Side, **members: Any) -> None:
    if exchange.client is None or exchange.service is None:
        return  # because a message without a sender cannot be signed, and what is not signed is not logged
    if not (exchange.client.is_clean and exchange.service.is_clean):
        return  # because the contract of the log knows no such names
    if exchange.target.owner.kind == "MEMBER":
        return  # because it knows no services of members either, which only the monitoring of a server is
    stamp = exchange.world.clock.stamp()
    exchange.times[side].response_out_at = stamp if members["outcome"] != "unknown" else None
    names = {"status": None, "fault_code": None, "origin": None, "response_size": None, **members}
    exchange.world.evidence.records.put({**_facts(exchange, side), **names, "recorded_at": stamp})


def _facts(exchange: Exchange, side: Side) -> Row:
    incoming = exchange.incoming
    return {
        **_ids(exchange, DIRECTIONS[side]),
        **_grounds(exchange),
        "user_id": exchange.user_id,
        "issue": exchange.issue,
        "method": incoming.method,
        "path_template": path_template(exchange.world, exchange.version, incoming.method, exchange.path),
        "timings": asdict(exchange.times[side]),
        "request_size": incoming.size,
        "request_hash": exchange.request_hash,
        "operational": _operational(exchange, side),
        "simulated": True,
    }


def _operational(exchange: Exchange, side: Side) -> Row:
    """Return the members that only the operational monitoring tells of a call, beside those of the log."""
    soap = exchange.soap
    return {
        "protocol_version": REST_VERSION if soap is None else soap.protocol_version,
        "rest_path": (exchange.path or "/") if soap is None else None,
        "service_version": None if soap is None else soap.version,
        "service_type": _service_type(exchange),
        "fault_string": exchange.fault_strings[side],
    }


def _service_type(exchange: Exchange) -> str | None:
    if exchange.soap is not None:
        return "WSDL"
    if exchange.version is None:
        return None
    return "REST" if specification_of(exchange.world, exchange.version) is None else "OPENAPI3"


def _ids(exchange: Exchange, direction: str) -> Row:
    return {
        "id": _row_id(exchange, direction),
        "transaction_id": exchange.transaction_id,
        "message_id": (exchange.message_id or exchange.request_id)[:_LONGEST_MESSAGE_ID],
        "request_id": exchange.request_id,
        "direction": direction,
    }


def _row_id(exchange: Exchange, direction: str) -> str:
    return f"{exchange.transaction_id}/{direction}"


def _grounds(exchange: Exchange) -> Row:
    client, service = exchange.caller, exchange.target
    return {
        "client": client.slash,
        "represented_party": exchange.represented_party,
        "service": service.slash,
        "service_version": None if exchange.version is None else exchange.version["version"],
        "agreement_id": None if exchange.agreement is None else exchange.agreement["id"],
        "purpose_id": None if exchange.purpose is None else exchange.purpose["id"],
        "gateways": {"consumer": server_of(client).slash, "provider": server_of(service.owner).slash},
    }


def _keep(exchange: Exchange, leg: str, head: bytes, body: bytes) -> None:
    name = message_name(exchange.transaction_id, leg)
    exchange.world.contents[name] = head
    if body and len(body) <= _LARGEST_KEPT_BODY:
        exchange.world.contents[f"{name}/body"] = body


def _refuses(world: World) -> bool:
    return world.settings.refuses_what_it_cannot_log
