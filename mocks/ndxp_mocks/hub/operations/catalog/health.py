"""Whether the catalogue answers."""

from typing import Final

from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest

CONTRACT_VERSION: Final = "1.0.0"


@answers("catalog.health.get")
def health(request: HubRequest) -> HubAnswer:
    """Up, where it can say so at all."""
    now = request.world.clock.stamp()
    return HubAnswer(body={"status": "up", "version": CONTRACT_VERSION, "checked_at": now, "simulated": True})
