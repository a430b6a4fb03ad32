"""Services of a provider's server that are asked by SOAP. The monitoring belongs to the owner of the server."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.soap.health_data import health_data
from ndxp_mocks.hub.xroad.soap.methods import allowed_methods, list_methods
from ndxp_mocks.hub.xroad.soap.metrics import metrics
from ndxp_mocks.hub.xroad.soap.operational_data import operational_data
from ndxp_mocks.hub.xroad.soap.wsdl import get_wsdl

Handler = Callable[[Exchange], Awaitable[WireAnswer]]
_OF_PROVIDERS: Final[Mapping[str, Handler]] = {
    "listMethods": list_methods,
    "allowedMethods": allowed_methods,
    "getWsdl": get_wsdl,
}
_OF_OWNERS: Final[Mapping[str, Handler]] = {
    "getSecurityServerOperationalData": operational_data,
    "getSecurityServerHealthData": health_data,
    "getSecurityServerMetrics": metrics,
}


def soap_metaservice_of(exchange: Exchange) -> Handler | None:
    """Return the metaservice or monitoring service that this message is for, None for a service."""
    code = exchange.target.parts[-1]
    is_of_owner = exchange.target.owner.kind == "MEMBER"
    return _OF_PROVIDERS.get(code) or (_OF_OWNERS.get(code) if is_of_owner else None)
