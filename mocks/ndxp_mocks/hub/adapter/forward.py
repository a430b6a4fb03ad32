"""The forward convention of the NDXP adapters: the destination stands in `dstcode`, the service follows from the path.

A call of it goes through the same two servers as `/r1`. What differs:

- `dstcode` is a system in the colon form, in the query or in a header, raw or percent-encoded; 400 where it is missing.
- The service is the one of that system whose code is the longest beginning of the path; the whole path goes on to it,
  because a platform's paths begin with that code. Where none fits and the system has one service, it is that one.
- `providerurl` must be one of the service's registered base addresses, else 400 and nobody is called.
- The client is the system of the TLS certificate, or the one of `X-Road-Client`, or `HubSettings.adapter_client`.
- Answers carry no X-Road header. Errors do (`X-Road-Error`), and their JSON has `error_code` "-1" beside X-Road's
  members: no real error body of an adapter is known, so a client has to classify defensively.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from ndxp_mocks.hub.adapter.portal import is_portal_path, portal_answer
from ndxp_mocks.hub.transport.answer import JSON, WireAnswer
from ndxp_mocks.hub.xroad.consumer_server import CHECKS, pass_consumer_server, provider_has_an_address
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.identifiers import Identifier, InvalidIdentifier, from_slash
from ndxp_mocks.hub.xroad.points import NAMES, PROVIDER_ADDRESS, CallPoint
from ndxp_mocks.hub.xroad.provider_server import Check
from ndxp_mocks.hub.xroad.registry import base_addresses, published, services_of, system_with
from ndxp_mocks.hub.xroad.request_names import read_headers
from ndxp_mocks.hub.xroad.rest import error_answer

PREFIXES: Final = ("/XrdAdapter/RestService/forward", "/VXPAdapter/RestService/forward")
ROAD_HEADERS: Final = frozenset({"x-road-id", "x-road-client", "x-road-request-id", "x-road-request-hash"})
FAILED: Final = "-1"


def prefix_of(path: str) -> str | None:
    """Return the adapter's own part of this raw path, None if the path is no adapter's."""
    return next((prefix for prefix in PREFIXES if path == prefix or path.startswith(f"{prefix}/")), None)


async def handle_adapter_call(exchange: Exchange) -> WireAnswer:
    """Return the provider's own answer, or an error with `error_code`."""
    checks = tuple((point, _OWN_CHECKS.get(point, check)) for point, check in CHECKS)
    try:
        if is_portal_path(_path_after(exchange)):
            destination(exchange)
            return portal_answer(exchange.world, exchange.incoming)
        return without_road_headers(await pass_consumer_server(exchange, checks))
    except XRoadError as error:
        return _with_error_code(error_answer(exchange, error))


def without_road_headers(answer: WireAnswer) -> WireAnswer:
    """Return the answer without what X-Road added."""
    headers = tuple(pair for pair in answer.headers if pair[0].lower() not in ROAD_HEADERS)
    own = headers[:-1] if headers and headers[-1][0] == "X-Road-Service" else headers
    return replace(answer, headers=own)


def read_forward(exchange: Exchange) -> None:
    """Fill in service, path and client as an adapter finds them.

    Raises XRoadError of the caller where a name is missing.
    """
    try:
        read_headers(exchange)
    except InvalidIdentifier as error:
        raise XRoadError("invalid_request", str(error)).under(CLIENT) from error
    exchange.client = _client(exchange)
    system, rest = destination(exchange), _path_after(exchange)
    exchange.service = _service(exchange, system, rest)
    exchange.path = rest
    if exchange.world.settings.keeps_adapter_prefix:
        exchange.prefix = prefix_of(exchange.incoming.path) or ""
    own = [piece for piece in _pieces(exchange) if _name(piece) not in ("dstcode", "providerurl")]
    exchange.query = "&".join(own) or None
    exchange.chosen_address = _chosen(exchange)


def address_is_registered(exchange: Exchange) -> None:
    """Check that the provider's system is known, and that the address that the caller chose is one of its service."""
    provider_has_an_address(exchange)
    if exchange.chosen_address is None:
        return
    versions = published(exchange.world, exchange.target.slash)
    known = {address.rstrip("/"): address for version in versions for address in base_addresses(version)}
    if exchange.chosen_address not in known:
        raise _refused("providerurl is not an address that the provider registered")
    exchange.chosen_address = known[exchange.chosen_address]


_OWN_CHECKS: Final[Mapping[CallPoint, Check]] = {NAMES: read_forward, PROVIDER_ADDRESS: address_is_registered}


def destination(exchange: Exchange) -> Identifier:
    """Return the system that `dstcode` names, in the query or in a header."""
    given = {unquote(value) for value in (*_values(exchange, "dstcode"), *exchange.incoming.values("dstcode"))}
    if not given:
        raise _refused(f"dstcode is missing{_hint(exchange)}")
    if len(given) > 1:
        raise _refused("dstcode is given twice and differs")
    parts = tuple(given.pop().split(":"))
    if len(parts) != 4 or not all(parts):
        raise _refused("dstcode is not of the form INSTANCE:CLASS:MEMBER:SUBSYSTEM")
    return Identifier("SUBSYSTEM", parts)


def _client(exchange: Exchange) -> Identifier:
    certificate = exchange.incoming.certificate
    system = None if certificate is None else system_with(exchange.world, certificate)
    if system is not None:
        return from_slash(str(system["id"]))
    return exchange.client or from_slash(exchange.world.settings.adapter_client)


def _service(exchange: Exchange, system: Identifier, rest: str) -> Identifier:
    codes = [str(row["service_code"]) for row in services_of(exchange.world, system)]
    path = unquote(rest).strip("/")
    fitting = [code for code in codes if path == code or path.startswith(f"{code}/")]
    fallback = codes[0] if len(codes) == 1 else path.partition("/")[0]
    return Identifier("SERVICE", (*system.parts, max(fitting, key=len, default=fallback)))


def _chosen(exchange: Exchange) -> str | None:
    named = _values(exchange, "providerurl")
    return unquote(named[-1]).rstrip("/") if named else None


def _path_after(exchange: Exchange) -> str:
    path = exchange.incoming.path
    return path.removeprefix(prefix_of(path) or "")


def _pieces(exchange: Exchange) -> Iterable[str]:
    return (piece for piece in (exchange.incoming.query or "").split("&") if piece)


def _name(piece: str) -> str:
    return unquote(piece.partition("=")[0])


def _values(exchange: Exchange, name: str) -> tuple[str, ...]:
    return tuple(piece.partition("=")[2] for piece in _pieces(exchange) if "=" in piece and _name(piece) == name)


def _hint(exchange: Exchange) -> str:
    nameless = any("=" not in piece and ":" in unquote(piece) for piece in _pieces(exchange))
    return "; the query has a value without a parameter name" if nameless else ""


def _refused(text: str) -> XRoadError:
    return XRoadError("invalid_request", text).under(CLIENT)


def _with_error_code(answer: WireAnswer) -> WireAnswer:
    if ("Content-Type", JSON) not in answer.headers:
        return answer
    body = {"error_code": FAILED, **json.loads(answer.body), "simulated": True}
    return replace(answer, body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
