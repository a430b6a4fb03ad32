"""Own records of exchange and their evidence."""

import hashlib
import math
from dataclasses import replace
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.parties import caller_of, missing
from ndxp_mocks.hub.evidence.asice import EVIDENCE, MEDIA_TYPE, Leg, container, has_message, timestamped_at
from ndxp_mocks.hub.evidence.transactions import OUTGOING, complete_until, legs_of, own_legs, transaction_view
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.http.paging import page
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.state.table import Row, etag_of

_LEGS: Final[tuple[Leg, ...]] = ("request", "response")
_EQUAL: Final = (
    ("service", "service"),
    ("agreement", "agreement_id"),
    ("message_id", "message_id"),
    ("direction", "direction"),
    ("outcome", "outcome"),
)


@answers("transactions.list")
def list_transactions(request: HubRequest) -> HubAnswer:
    """Oldest first, with the moment up to which none is missing."""
    caller = caller_of(request)
    rows = (row for row in own_legs(request.world, caller) if _is_wanted(request, row))
    answer = page(request, rows, lambda row: transaction_view(row, caller))
    return replace(answer, body={**answer.body, "complete_until": complete_until(request.world)})


@answers("transactions.get")
def get_transaction(request: HubRequest) -> HubAnswer:
    """Both legs and what is held as evidence."""
    legs, caller = _legs(request), caller_of(request)
    body = {
        "transaction_id": legs[0]["transaction_id"],
        "message_id": legs[0]["message_id"],
        "outcome": legs[0]["outcome"],
        "legs": [transaction_view(row, caller) for row in legs],
        "evidence": [_state(request, legs[0], leg) for leg in _LEGS],
    }
    return HubAnswer(body={**body, "etag": etag_of(body)})


@answers("transactions.evidence")
def evidence(request: HubRequest) -> HubAnswer:
    """Return the container of one message.

    Raises HubProblem 409 before it bears a timestamp, 404 where the message was not kept.
    """
    record, leg = _legs(request)[0], request.query["leg"]
    if not inject(request.world, EVIDENCE, has_message(request.world, record, leg)):
        raise missing(f"{leg} in the message log")
    if timestamped_at(request.world, record) is None:
        raise _pending(request, record)
    content = container(request.world, record, leg)
    return HubAnswer(200, content, (("ETag", f'"{_hash(content)}"'),), MEDIA_TYPE)


def _is_wanted(request: HubRequest, row: Row) -> bool:
    query, recorded = request.query, moment(row["recorded_at"])
    if any(query.get(name) not in (None, row[member]) for name, member in _EQUAL):
        return False
    is_late_enough = "after" not in query or recorded >= moment(query["after"])
    return is_late_enough and ("before" not in query or recorded < moment(query["before"]))


def _legs(request: HubRequest) -> list[Row]:
    """Return the legs, the consumer's first. Raises HubProblem 404 if the caller has no part in them."""
    legs = legs_of(request.world, request.path["transaction_id"], caller_of(request))
    if not legs:
        raise missing("transaction")
    return sorted(legs, key=lambda row: row["direction"] != OUTGOING)


def _pending(request: HubRequest, record: Row) -> HubProblem:
    stamped_at = moment(record["recorded_at"]).timestamp() + request.world.settings.timestamping_interval
    wait = str(max(1, math.ceil(stamped_at - request.world.clock.now())))
    told = "the message is timestamped with the next batch; ask again later"
    return HubProblem(409, "evidence-pending", told, headers=(("Retry-After", wait),), origin="platform")


def _state(request: HubRequest, record: Row, leg: Leg) -> dict[str, Any]:
    """Return the EvidenceState of the contract."""
    if not has_message(request.world, record, leg):
        return {"leg": leg, "state": "none", "sha256": None, "timestamped_at": None}
    stamp = timestamped_at(request.world, record)
    if stamp is None:
        return {"leg": leg, "state": "pending", "sha256": None, "timestamped_at": None}
    digest = _hash(container(request.world, record, leg))
    return {"leg": leg, "state": "ready", "sha256": digest, "timestamped_at": stamp}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
