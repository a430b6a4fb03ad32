"""Names in a call: the `/r1` path and the X-Road headers."""

from typing import Final

from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.identifiers import (
    InvalidIdentifier,
    client_of,
    decoded,
    represented_party_of,
    server_of,
    service,
)

ROOT: Final = "/r1/"
METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
_PARTS_OF_SERVICE: Final = 5


def read_names(exchange: Exchange) -> None:
    """Fill in service, path, client and what the other headers name. Whatever names nothing is an internal error."""
    try:
        _read_path(exchange)
        read_headers(exchange)
    except InvalidIdentifier as error:
        raise XRoadError("internal_error", str(error)) from error


def read_headers(exchange: Exchange) -> None:
    """Fill in what the headers name; InvalidIdentifier for a wrong one.

    A header that comes twice is read each time, and the last counts: so the server's code does it. All of them go on to
    the provider.
    """
    incoming = exchange.incoming
    verify_method(incoming.method)
    if exchange.world.settings.refuses_two_clients and len(incoming.values("X-Road-Client")) > 1:
        raise XRoadError("duplicate_header_field", "Header field X-Road-Client occurs more than once").under(CLIENT)
    for name, value in incoming.headers:
        match name:
            case "x-road-client":
                exchange.client = client_of(value)
            case "x-road-security-server":
                exchange.server = server_of(value)
            case "x-road-represented-party":
                exchange.represented_party = represented_party_of(value)
    read_words(exchange)


def read_words(exchange: Exchange) -> None:
    """Fill in what the headers say without naming anybody."""
    words = (exchange.incoming.last(name) for name in ("X-Road-Id", "X-Road-UserId", "X-Road-Issue"))
    exchange.message_id, exchange.user_id, exchange.issue = words


def verify_method(method: str) -> None:
    """Raise InvalidIdentifier for a method that the protocol does not know."""
    if method not in METHODS:
        raise InvalidIdentifier(f"No enum constant ee.ria.xroad.common.message.RestRequest.Verb.{method}")


def _read_path(exchange: Exchange) -> None:
    incoming = exchange.incoming
    names, rest = split_path(incoming.path.removeprefix(ROOT))
    exchange.service = service(names)
    exchange.path, exchange.query = rest, incoming.query


def split_path(path: str) -> tuple[tuple[str, ...], str]:
    """Return the five decoded parts of a service and the raw rest, which is empty or begins with a slash."""
    pieces = path.split("/", _PARTS_OF_SERVICE)
    if len(pieces) < _PARTS_OF_SERVICE:
        raise InvalidIdentifier("Invalid request URI")
    names = tuple(part for piece in pieces[:_PARTS_OF_SERVICE] for part in decoded(piece))
    return names, f"/{pieces[_PARTS_OF_SERVICE]}" if len(pieces) > _PARTS_OF_SERVICE else ""
