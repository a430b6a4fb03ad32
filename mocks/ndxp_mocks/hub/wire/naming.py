"""Names in a call: the `/r1` path and the X-Road headers."""

from typing import Final

from ndxp_mocks.hub.wire.codes import CLIENT
from ndxp_mocks.hub.wire.exchange import Exchange
from ndxp_mocks.hub.wire.faulting import XRoadError
from ndxp_mocks.hub.wire.identifiers import (
    Identifier,
    InvalidIdentifier,
    client_of,
    decoded,
    represented_party_of,
    server_of,
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
    """Fill in the client, the represented party and the id of the message; InvalidIdentifier for a wrong header."""
    incoming = exchange.incoming
    verify_method(incoming.method)
    if exchange.world.settings.strict and len(incoming.values("X-Road-Client")) > 1:
        raise XRoadError("duplicate_header_field", "Header field X-Road-Client occurs more than once").under(CLIENT)
    named = incoming.last("X-Road-Client")
    exchange.client = None if named is None else client_of(named)
    exchange.message_id = incoming.last("X-Road-Id")
    represented = incoming.last("X-Road-Represented-Party")
    exchange.represented_party = None if represented is None else represented_party_of(represented)
    server_named(exchange)


def verify_method(method: str) -> None:
    """InvalidIdentifier for a method that the protocol does not know."""
    if method not in METHODS:
        raise InvalidIdentifier(f"No enum constant ee.ria.xroad.common.message.RestRequest.Verb.{method}")


def server_named(exchange: Exchange) -> Identifier | None:
    """The security server that the caller asks for, null where it names none."""
    named = exchange.incoming.last("X-Road-Security-Server")
    return None if named is None else server_of(named)


def _read_path(exchange: Exchange) -> None:
    incoming = exchange.incoming
    names, rest = split_path(incoming.path.removeprefix(ROOT))
    exchange.service = Identifier("SERVICE", names)
    exchange.path, exchange.query = rest, incoming.query


def split_path(path: str) -> tuple[tuple[str, ...], str]:
    """The five decoded parts of a service and the raw rest, which is empty or begins with a slash."""
    pieces = path.split("/", _PARTS_OF_SERVICE)
    if len(pieces) < _PARTS_OF_SERVICE:
        raise InvalidIdentifier("Invalid request URI")
    names = tuple(part for piece in pieces[:_PARTS_OF_SERVICE] for part in _decoded_part(piece))
    return names, f"/{pieces[_PARTS_OF_SERVICE]}" if len(pieces) > _PARTS_OF_SERVICE else ""


def _decoded_part(piece: str) -> tuple[str]:
    return (decoded(piece)[0],)
