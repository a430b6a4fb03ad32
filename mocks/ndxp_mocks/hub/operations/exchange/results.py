"""The result of an asynchronous request, stored by its provider and read by its consumer, part by part."""

import hashlib
from collections.abc import Awaitable

from ndxp_mocks.hub.domain.catalog.mutations import conflict
from ndxp_mocks.hub.domain.catalog.parties import invalid, missing
from ndxp_mocks.hub.domain.exchange.interactions import (
    as_consumer,
    as_provider,
    interaction_view,
    part_name,
    require_state,
    transition,
)
from ndxp_mocks.hub.domain.exchange.uploads import require_digest
from ndxp_mocks.hub.domain.exchange.webhook_worker import after_delivery
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.state.table import Row


@answers("exchange.interactions.result")
def result(request: HubRequest) -> HubAnswer:
    """Return one part as it was stored. Raises HubProblem 409 `result-pending` as long as parts are missing."""
    row = as_consumer(request)
    if row["state"] in ("started", "callback_received") and row["problem"] is None:
        raise HubProblem(409, "result-pending", f"the interaction is {row['state']}, resource_ready is expected")
    require_state(row, "resource_ready", "confirmed")
    part = next((each for each in row["result"] if each["part"] == request.query["part"]), None)
    if part is None:
        raise missing("part of the result")
    body = request.world.contents[part_name(row, part["part"])]
    headers = (("ETag", f'"{part["sha256"]}"'), ("Repr-Digest", content_digest(body)))
    return HubAnswer(200, body, headers, part["content_type"])


@answers("exchange.interactions.put_result")
def put_result(request: HubRequest) -> Awaitable[HubAnswer]:
    """Return the last missing part makes the result ready. The same bytes again change nothing."""
    world, row, number = request.world, as_provider(request), request.query["part"]
    require_digest(request)
    stored = next((each for each in row["result"] if each["part"] == number), None)
    if stored is not None and stored["sha256"] != _hash(request):
        raise conflict(f"part {number} is stored with other bytes")
    answer = HubAnswer(body=interaction_view(row if stored is not None else _with_new_part(request, row, number)))
    return after_delivery(world, lambda: answer)


def _with_new_part(request: HubRequest, row: Row, number: int) -> Row:
    require_state(row, "callback_received")
    if number > row["parts_expected"]:
        raise invalid("#query/part", "too-large", f"{row['parts_expected']} parts were announced")
    request.world.contents[part_name(row, number)] = request.raw
    return _with_part(request, row, number)


def _with_part(request: HubRequest, row: Row, number: int) -> Row:
    part = {
        "part": number,
        "content_type": request.headers["content-type"],
        "size": len(request.raw),
        "sha256": _hash(request),
    }
    parts = sorted([*row["result"], part], key=lambda each: each["part"])
    if len(parts) == row["parts_expected"]:
        return transition(request.world, row, "resource_ready", result=parts)
    return request.world.exchange.interactions.change(row["id"], result=parts, updated_at=request.world.clock.stamp())


def _hash(request: HubRequest) -> str:
    return hashlib.sha256(request.raw).hexdigest()
