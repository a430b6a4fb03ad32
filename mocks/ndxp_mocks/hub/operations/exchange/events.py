"""Events are published here."""

from collections.abc import Awaitable

from ndxp_mocks.hub.domain.catalog.parties import caller_of
from ndxp_mocks.hub.domain.exchange.cloud_events import read_published
from ndxp_mocks.hub.domain.exchange.events import keep
from ndxp_mocks.hub.domain.exchange.webhook_worker import after_delivery
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem, HubRequest


@answers("exchange.events.publish")
def publish(request: HubRequest) -> Awaitable[HubAnswer]:
    """Kept, and tried once with every receiver before the answer, so that a test need not wait."""
    events, system = read_published(request), caller_of(request).system_id
    for event in events:
        _require_own_source(request, event["source"])
    kept = [keep(request.world, event, system) for event in events]
    answer = HubAnswer(202, {"accepted": sum(kept), "duplicates": len(kept) - sum(kept)})
    return after_delivery(request.world, lambda: answer)


def _require_own_source(request: HubRequest, source: str) -> None:
    """Raise HubProblem 403 for a source that names another registered system.

    Other text is the publisher's business.
    """
    named = "/".join(source.strip("/").split("/")[:4])
    if named in request.world.catalog.systems and named != caller_of(request).system_id:
        raise HubProblem(403, "access-denied", "the source names a system of another caller")
