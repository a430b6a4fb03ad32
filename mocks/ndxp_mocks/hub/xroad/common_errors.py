"""Refusals that both a check and a fault give."""

from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.registry import server_of


def maintenance(exchange: Exchange, message: str) -> XRoadError:
    """Return the refusal in maintenance mode, with the administrator's message where there is one."""
    server = server_of(exchange.target.owner)
    text = f'Security server "{server}" is in maintenance mode'
    said = f'. Message from "{server}" administrator: {message}' if message else ""
    return XRoadError("maintenance_mode", text + said)
