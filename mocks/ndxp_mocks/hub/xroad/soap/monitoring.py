"""Common parts of the monitoring services: the server that is asked, its records, and who may see all of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.identifiers import Identifier, InvalidIdentifier
from ndxp_mocks.hub.xroad.registry import server_of
from ndxp_mocks.hub.xroad.soap.parser import client_in
from ndxp_mocks.hub.xroad.soap_message import qualified

CLIENT_SIDE: Final = "outgoing"
PRODUCER_SIDE: Final = "incoming"
_GATEWAYS: Final = {CLIENT_SIDE: "consumer", PRODUCER_SIDE: "provider"}


def records_of(exchange: Exchange) -> Iterator[Row]:
    """Yield the records of the server that is asked: calls of its clients and calls of its services."""
    server = server_of(exchange.target.owner).slash
    return exchange.world.evidence.records.where(lambda row: row["gateways"][_GATEWAYS[row["direction"]]] == server)


def is_owner(exchange: Exchange) -> bool:
    """Return whether the owner of the server asks."""
    return exchange.caller == exchange.target.owner


def is_central(exchange: Exchange) -> bool:
    """Return whether the client asks that the global configuration names for monitoring."""
    return exchange.caller.slash == exchange.world.settings.monitoring_client


def provider_of(row: Row) -> str:
    """Return the system of the service."""
    return str(row["service"]).rpartition("/")[0]


def seconds_of(stamp: str) -> float:
    """Convert RFC 3339 text to seconds since 1970."""
    return datetime.fromisoformat(stamp).timestamp()


def named_client(criteria: Element | None) -> Identifier | None:
    """Return the client that criteria name. Raises XRoadError for one whose parts are blank."""
    named = None if criteria is None else criteria.find(qualified("om", "client"))
    try:
        return None if named is None else client_in(named)
    except InvalidIdentifier as error:
        raise XRoadError("invalid_request", str(error)).under(CLIENT) from error
