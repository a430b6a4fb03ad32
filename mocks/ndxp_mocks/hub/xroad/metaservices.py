"""Metaservices of a provider's server: signed and logged like any call, but without a check of access."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qsl

from ndxp_mocks.hub.domain.catalog.access_rights import covers, rights
from ndxp_mocks.hub.domain.catalog.service_endpoints import endpoints_of, specification_of
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.hub.transport.upstream import Pair
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.forwarding import road_headers
from ndxp_mocks.hub.xroad.header_rules import returned_headers
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.openapi_servers import without_servers
from ndxp_mocks.hub.xroad.registry import services_of, version_of
from ndxp_mocks.hub.xroad.request_hash import request_headers

Metaservice = Callable[[Exchange], Awaitable[WireAnswer]]
RESERVED: Final = frozenset(
    {
        "listClients",
        "listMethods",
        "allowedMethods",
        "getWsdl",
        "getOpenAPI",
        "getSecurityServerMetrics",
        "getSecurityServerOperationalData",
        "getSecurityServerHealthData",
    }
)


def metaservice_of(exchange: Exchange) -> Metaservice | None:
    """Return the metaservice that this call is for, None for a call of a service. They know GET only."""
    return _by_code().get(exchange.target.parts[-1]) if exchange.incoming.method == "GET" else None


@cache
def _by_code() -> Mapping[str, Metaservice]:
    return {"listMethods": list_methods, "allowedMethods": allowed_methods, "getOpenAPI": get_openapi}


async def list_methods(exchange: Exchange) -> WireAnswer:
    """Return all REST services of the system."""
    rows = [_row(exchange, service, _endpoints(exchange, service)) for service in _services(exchange)]
    return json_answer(200, {"service": rows}, _headers(exchange))


async def allowed_methods(exchange: Exchange) -> WireAnswer:
    """Return the services, and their endpoints, that the caller may call."""
    rows = [_row(exchange, service, endpoints) for service, endpoints in _allowed(exchange)]
    return json_answer(200, {"service": rows}, _headers(exchange))


async def get_openapi(exchange: Exchange) -> WireAnswer:
    """Return the document of one service, its server addresses reduced to their paths."""
    code = _service_code(exchange.query)
    service = Identifier("SERVICE", (*exchange.target.parts[:4], code))
    version = version_of(exchange.world, service.slash, None)
    if version is None:
        raise XRoadError("internal_error", f"Service not found: {service}")
    specification = specification_of(exchange.world, version)
    if specification is None:
        raise XRoadError("internal_error", "Invalid service type: REST")
    media_type, content = specification
    headers = (*_headers(exchange), ("Content-Type", media_type or "text/plain"))
    return WireAnswer(200, headers, without_servers(media_type, content))


def _service_code(query: str | None) -> str:
    named = [value for name, value in parse_qsl(query or "") if name.lower() == "servicecode"]
    if not named:
        raise XRoadError("invalid_request", "Missing serviceCode in message body")
    return named[-1]


def _services(exchange: Exchange) -> Iterator[Row]:
    return services_of(exchange.world, exchange.target.owner)


def _endpoints(exchange: Exchange, service: Row) -> tuple[Mapping[str, str], ...]:
    version = version_of(exchange.world, str(service["id"]), None)
    return () if version is None else endpoints_of(exchange.world, version)


def _allowed(exchange: Exchange) -> Iterator[tuple[Row, tuple[Mapping[str, str], ...]]]:
    for service in _services(exchange):
        for right in rights(exchange.world, exchange.caller.slash, str(service["id"])):
            granted = right.agreement.get("endpoints") or ()
            listed = _endpoints(exchange, service)
            yield service, tuple(each for each in listed if covers(granted, each["method"], each["path"]))
            break


def _row(exchange: Exchange, service: Row, endpoints: tuple[Mapping[str, str], ...]) -> dict[str, Any]:
    instance, member_class, member_code, subsystem_code = exchange.target.parts[:4]
    return {
        "member_class": member_class,
        "member_code": member_code,
        "object_type": "SERVICE",
        "service_code": service["service_code"],
        "service_type": "OPENAPI" if endpoints else "REST",
        "subsystem_code": subsystem_code,
        "xroad_instance": instance,
        "endpoint_list": list(endpoints),
    }


def _headers(exchange: Exchange) -> tuple[Pair, ...]:
    """Return the headers of the request come back with those of X-Road: so the server's code does it."""
    return (*returned_headers(request_headers(exchange)), *road_headers(exchange))
