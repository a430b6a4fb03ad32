"""`/{api}/{version}/{operation}` or, as provincial façades do, without the version.

An API is one of the small simulated ones of apis/, or a system of the registry by its subsystem code: then the call
goes on to the platform as on every other wire, and its rights count.
"""

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from ndxp_mocks.hub.adapter.forward import without_road_headers
from ndxp_mocks.hub.gateway.apis import GatewayCall, known_apis
from ndxp_mocks.hub.gateway.errors import gateway_error
from ndxp_mocks.hub.gateway.tokens import PATH, authenticate_client, token_answer
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.consumer_server import CHECKS, pass_consumer_server
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.identifiers import Identifier, from_slash
from ndxp_mocks.hub.xroad.incoming import IncomingCall
from ndxp_mocks.hub.xroad.points import NAMES
from ndxp_mocks.hub.xroad.registry import services_of
from ndxp_mocks.hub.xroad.request_names import METHODS, read_words
from ndxp_mocks.protocols.gateway import errors
from ndxp_mocks.protocols.gateway.credentials import STATIC_HEADER
from ndxp_mocks.protocols.gateway.errors import GatewayFault, GatewayRefusal

_SHOWN: Final = frozenset({"authorization", STATIC_HEADER})
_VERSION: Final = re.compile(r"v?[0-9]+(?:\.[0-9]+)*")


async def handle_gateway_call(exchange: Exchange) -> WireAnswer:
    """Return a token, the answer of an API, or the gateway's own error."""
    if exchange.incoming.path == PATH:
        return token_answer(exchange.world, exchange.incoming)
    try:
        client = authenticate_client(exchange.world, exchange.incoming)
        return await _called(exchange, client)
    except GatewayRefusal as refusal:
        return gateway_error(refusal.fault)
    except XRoadError as error:
        return gateway_error(_as_gateway_fault(error))


async def _called(exchange: Exchange, client: Row) -> WireAnswer:
    name, operation = _split(exchange.incoming.path)
    api = known_apis().get(name)
    if api is not None:
        return api(GatewayCall(operation, exchange.incoming))
    if exchange.incoming.method not in METHODS:
        raise GatewayRefusal(errors.NO_RESOURCE)
    system = next(exchange.world.catalog.systems.where(lambda row: row["subsystem_code"] == name), None)
    if system is None:
        raise GatewayRefusal(errors.NO_RESOURCE)
    _name(exchange, client, system, operation)
    exchange.incoming = _as_the_gateways_own(exchange.incoming)
    checks = tuple((point, check) for point, check in CHECKS if point != NAMES)
    return without_road_headers(await pass_consumer_server(exchange, checks))


def _as_the_gateways_own(incoming: IncomingCall) -> IncomingCall:
    """Return the call without what was shown to the gateway, which calls a platform with credentials of its own."""
    kept = tuple(pair for pair in incoming.headers if pair[0] not in _SHOWN)
    return replace(incoming, headers=kept)


def _split(path: str) -> tuple[str, str]:
    """Return the API and the raw path of its operation, which begins with a slash.

    A version between both is taken out.
    """
    name, _, rest = path.lstrip("/").partition("/")
    first, _, after = rest.partition("/")
    return unquote(name), f"/{after if _VERSION.fullmatch(first) else rest}"


def _name(exchange: Exchange, client: Row, system: Row, operation: str) -> None:
    owner = from_slash(str(system["id"]))
    codes = [str(row["service_code"]) for row in services_of(exchange.world, owner)]
    first = unquote(operation.strip("/").partition("/")[0])
    code = first if first in codes or not codes else codes[0]
    exchange.client = from_slash(str(client["system_id"]))
    exchange.service = Identifier("SERVICE", (*owner.parts, code))
    exchange.path, exchange.query = operation, exchange.incoming.query
    read_words(exchange)


def _as_gateway_fault(error: XRoadError) -> GatewayFault:
    match error.code.rpartition(".")[2]:
        case "access_denied":
            return errors.FORBIDDEN
        case "ssl_authentication_failed":
            return errors.INVALID_CREDENTIALS
        case "unknown_member" | "unknown_service":
            return errors.NO_RESOURCE
        case "network_error" | "unknown_host":
            return errors.NOT_CONNECTED
        case "io_error" if "timed out" in error.message:
            return errors.TIMED_OUT
        case _:
            return GatewayFault(500, errors.FAILED.code, errors.FAILED.message, error.message)
