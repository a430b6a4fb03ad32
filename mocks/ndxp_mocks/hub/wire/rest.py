"""The REST side of a security server: `/r1`, from the checks to the bytes of the answer."""

from ndxp_mocks.hub.wire.answer import WireAnswer
from ndxp_mocks.hub.wire.consumer_server import consumed
from ndxp_mocks.hub.wire.exchange import Exchange
from ndxp_mocks.hub.wire.faulting import XRoadError
from ndxp_mocks.hub.wire.refusing import refusal


async def rest(exchange: Exchange) -> WireAnswer:
    """The provider's answer, or the error of X-Road as JSON or XML."""
    try:
        return await consumed(exchange)
    except XRoadError as error:
        return told(exchange, error)


def told(exchange: Exchange, error: XRoadError) -> WireAnswer:
    """The error in the language that the caller accepts."""
    accept = ("application/xml",) if exchange.forced_xml else exchange.incoming.values("Accept")
    return refusal(error, exchange.world.new_id(), exchange.world.settings.profile, accept)
