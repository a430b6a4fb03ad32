"""The REST side of a security server: `/r1`, from the checks to the bytes of the answer."""

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.consumer_server import pass_consumer_server
from ndxp_mocks.hub.xroad.error_response import refusal
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange


async def handle_rest_call(exchange: Exchange) -> WireAnswer:
    """Return the provider's answer, or the error of X-Road as JSON or XML."""
    try:
        return await pass_consumer_server(exchange)
    except XRoadError as error:
        return error_answer(exchange, error)


def error_answer(exchange: Exchange, error: XRoadError) -> WireAnswer:
    """Return the error in the language that the caller accepts."""
    accept = ("application/xml",) if exchange.forced_xml else exchange.incoming.values("Accept")
    return refusal(error, exchange.world.new_id(), exchange.world.settings.profile, accept)
