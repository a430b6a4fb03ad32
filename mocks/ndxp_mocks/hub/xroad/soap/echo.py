"""Echo, the one thing that every SOAP service of the hub does. SIMULATED."""

from xml.etree.ElementTree import Element, tostring

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.soap.access import message_of
from ndxp_mocks.hub.xroad.soap.answer import soap_answer


async def echo(exchange: Exchange) -> WireAnswer:
    """Return the body of the request under the name of the answer."""
    exchange.was_forwarded = True
    request = message_of(exchange)
    space = request.body.tag.rpartition("}")[0]
    name = f"{exchange.target.parts[-1]}Response"
    answer = Element(f"{space}}}{name}" if space else name, request.body.attrib)
    answer.text = request.body.text
    answer.extend(request.body)
    return soap_answer(request, tostring(answer, encoding="unicode"))
