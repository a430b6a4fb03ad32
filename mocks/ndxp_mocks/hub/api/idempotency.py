"""Creations that may be sent again: draft-ietf-httpapi-idempotency-key-header, as the profile of the contracts."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.state.table import drop_oldest

HEADER: Final = "Idempotency-Key"
KEPT_FOR: Final = 24 * 60 * 60
_MOST_KEPT: Final = 10_000


@dataclass(slots=True)
class Attempt:
    """The first request with a key: a hash of what it asked, when, and its answer once there is one."""

    asked: str
    at: float
    answer: HubAnswer | None = None


@contextmanager
def first_only(request: HubRequest) -> Iterator[Attempt]:
    """Yield the attempt that this request belongs to. An answer put into it is kept; without one the key is free again.

    HubProblem 409 while the first is in progress, 422 where the same key came with another request.
    """
    attempt = Attempt(_fingerprint(request), request.world.clock.now())
    key = request.headers.get(HEADER)
    if key is None:
        yield attempt
        return
    slot = (request.caller.client_id if request.caller else "", request.operation, key.strip('"'))
    found = _stored_attempt(request, slot, attempt)
    try:
        yield found
    finally:
        if attempt is found and attempt.answer is None:
            request.world.api.repeated.pop(slot, None)


def _stored_attempt(request: HubRequest, slot: tuple[str, ...], attempt: Attempt) -> Attempt:
    world = request.world
    with world.lock:
        kept = world.api.repeated.get(slot)
        if kept is None or attempt.at - kept.at > KEPT_FOR:
            world.api.repeated[slot] = attempt
            drop_oldest(world.api.repeated, _MOST_KEPT)
            return attempt
    if kept.asked != attempt.asked:
        raise HubProblem(422, "idempotency-mismatch", "this Idempotency-Key came with another request before")
    if kept.answer is None:
        raise HubProblem(409, "idempotency-in-progress", "the first request with this key is in progress")
    return kept  # type: ignore[no-any-return]  # because the world knows nothing of dispatch


def _fingerprint(request: HubRequest) -> str:
    places = repr((sorted(request.path.items()), sorted(request.query.items())))
    return hashlib.sha256(places.encode() + b"\0" + request.raw).hexdigest()
