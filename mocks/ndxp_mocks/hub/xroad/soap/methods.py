"""listMethods and allowedMethods by SOAP: SOAP services only, without the metaservices themselves."""

from collections.abc import Iterable

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.soap.access import message_of
from ndxp_mocks.hub.xroad.soap.answer import service_parts, soap_answer
from ndxp_mocks.hub.xroad.soap.service_registry import soap_services_of


async def list_methods(exchange: Exchange) -> WireAnswer:
    """Return all SOAP services of the system."""
    return _listed(exchange, "listMethodsResponse", _services(exchange))


async def allowed_methods(exchange: Exchange) -> WireAnswer:
    """Return those that the caller may call."""
    held = (row for row in _services(exchange) if exchange.caller.slash in row["clients"])
    return _listed(exchange, "allowedMethodsResponse", held)


def _services(exchange: Exchange) -> Iterable[Row]:
    return soap_services_of(exchange.world, exchange.target.owner)


def _listed(exchange: Exchange, name: str, rows: Iterable[Row]) -> WireAnswer:
    listed = "".join(f'<xroad:service id:objectType="SERVICE">{_parts(row)}</xroad:service>' for row in rows)
    return soap_answer(message_of(exchange), f"<xroad:{name}>{listed}</xroad:{name}>")


def _parts(row: Row) -> str:
    return service_parts(Identifier("SERVICE", tuple(str(row["service"]).split("/"))), row["version"])
