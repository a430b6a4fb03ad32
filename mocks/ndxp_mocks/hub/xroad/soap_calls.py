"""A call by SOAP: whatever reaches the consumer's server by POST and is not for `/r1/`."""

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.consumer_server import CHECKS, pass_consumer_server
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.points import NAMES
from ndxp_mocks.hub.xroad.soap.fault import soap_fault
from ndxp_mocks.hub.xroad.soap.parser import read_soap


async def handle_soap_call(exchange: Exchange) -> WireAnswer:
    """Return the answer of the service, or a SOAP fault."""
    checks = tuple((point, read_message if point == NAMES else check) for point, check in CHECKS)
    try:
        return await pass_consumer_server(exchange, checks)
    except XRoadError as error:
        return soap_fault(error, exchange.world.new_id(), exchange.world.settings.profile)


def read_message(exchange: Exchange) -> None:
    """Fill in whom the header names. Raises XRoadError of the caller where the message cannot be read."""
    try:
        request = read_soap(exchange.incoming)
    except XRoadError as error:
        raise error.under(CLIENT) from error
    exchange.soap = request
    exchange.client, exchange.service, exchange.server = request.client, request.service, request.server
    exchange.message_id, exchange.user_id, exchange.issue = request.message_id, request.user_id, request.issue
    exchange.represented_party = request.represented_party
