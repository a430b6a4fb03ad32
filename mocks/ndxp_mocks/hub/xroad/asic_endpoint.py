"""`/asic` and `/verificationconf`: evidence as a security server hands it out. Errors are plain text."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from urllib.parse import parse_qsl

from ndxp_mocks.hub.evidence.asice import MEDIA_TYPE, Leg, container, has_message, timestamped_at
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer, text_answer
from ndxp_mocks.hub.xroad.client_authentication import verify_client
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.identifiers import Identifier, InvalidIdentifier, client
from ndxp_mocks.hub.xroad.list_clients import OWN_INSTANCE
from ndxp_mocks.hub.xroad.registry import connection_type
from ndxp_mocks.hub.xroad.shared_parameters import VERSION, shared_parameters

ASIC: Final = "/asic"
VERIFICATION_CONF: Final = "/verificationconf"
_CLIENT: Final = ("xRoadInstance", "memberClass", "memberCode")
_PENDING: Final = "Message signature has not been timestamped yet!"
_LEGS: Final[tuple[Leg, ...]] = ("request", "response")
_ZIP: Final = "application/zip"


class PlainError(Exception):
    """An error with a status of its own and a text for people."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


def asic(exchange: Exchange) -> WireAnswer:
    """Return the containers of the messages with this id that the client sent or got, in a ZIP.

    Or the one container.
    """
    try:
        return _asic(exchange)
    except PlainError as error:
        return text_answer(error.status, error.text)


def verification_conf(exchange: Exchange) -> WireAnswer:
    """Return the part of the global configuration that is needed to verify a container, and its version beside it."""
    parameters = f"verificationconf/{OWN_INSTANCE}/shared-params.xml"
    files = {
        parameters: shared_parameters(exchange.world, OWN_INSTANCE),
        f"{parameters}.metadata": json.dumps({"configurationVersion": VERSION}).encode("ascii"),
        "verificationconf/instance-identifier": OWN_INSTANCE.encode("ascii"),
    }
    headers = (("Content-Type", _ZIP), ("Content-Disposition", 'filename="verificationconf.zip"'))
    return WireAnswer(200, headers, _zipped(files.items()))


def _asic(exchange: Exchange) -> WireAnswer:
    asked = dict(reversed(parse_qsl(exchange.incoming.query or "", keep_blank_values=True)))  # the first one counts
    asker = _asker(exchange, asked)
    message_id, legs = _required(asked, "queryId"), _legs(asked)
    records = tuple(_records(exchange.world, message_id, asker))
    kept = [(leg, record) for leg in legs for record in records if has_message(exchange.world, record, leg)]
    if not kept:
        raise PlainError(404, "No signed documents found")
    if "force" not in asked and not all(timestamped_at(exchange.world, record) for _, record in kept):
        raise PlainError(500, _PENDING)
    if "unique" not in asked:
        return _all(exchange.world, kept, message_id, legs)
    if len(legs) > 1:
        raise PlainError(400, 'Parameter "unique" not applicable without "requestOnly" or "responseOnly".')
    return _unique(exchange.world, kept, message_id)


def _required(asked: dict[str, str], name: str) -> str:
    if name not in asked:
        raise PlainError(400, f'Parameter "{name}"  must be specified.')
    return asked[name]


def _asker(exchange: Exchange, asked: dict[str, str]) -> Identifier:
    named = [_required(asked, name) for name in _CLIENT]
    if "subsystemCode" in asked:
        named.append(asked["subsystemCode"])
    try:
        asker = client(tuple(named))
    except InvalidIdentifier as error:
        raise PlainError(500, str(error)) from error
    if connection_type(exchange.world, asker) is None:
        raise PlainError(401, f"Client '{asker}' not found")
    try:
        verify_client(exchange.world, asker, exchange.incoming)
    except XRoadError as error:
        raise PlainError(401, error.message) from error
    return asker


def _legs(asked: dict[str, str]) -> tuple[Leg, ...]:
    only = tuple(leg for leg in _LEGS if f"{leg}Only" in asked)
    if len(only) > 1:
        raise PlainError(400, 'Parameters "requestOnly" and "responseOnly" cannot be used at the same time.')
    return only or _LEGS


def _records(world: World, message_id: str, asker: Identifier) -> Iterator[Row]:
    """Yield one record for each transaction: the outgoing one of a consumer, the incoming one of a provider."""
    is_asked: dict[str, Callable[[Row], bool]] = {
        "outgoing": lambda row: row["client"] == asker.slash,
        "incoming": lambda row: row["service"].rpartition("/")[0] == asker.slash,
    }
    return world.evidence.records.where(lambda row: row["message_id"] == message_id and is_asked[row["direction"]](row))


def _unique(world: World, kept: list[tuple[Leg, Row]], message_id: str) -> WireAnswer:
    if len(kept) > 1:
        raise PlainError(500, "Found more than one signed document")
    leg, record = kept[0]
    return WireAnswer(200, _as_file(MEDIA_TYPE, f"{message_id}-{leg}.asice"), container(world, record, leg))


def _all(world: World, kept: list[tuple[Leg, Row]], message_id: str, legs: tuple[Leg, ...]) -> WireAnswer:
    named = f"{message_id}-{legs[0]}.zip" if len(legs) == 1 else f"{message_id}.zip"
    files = (
        (f"{message_id}-{leg}-{record['transaction_id'][:8]}.asice", container(world, record, leg))
        for leg, record in kept
    )
    return WireAnswer(200, _as_file(_ZIP, named), _zipped(files))


def _as_file(media_type: str, name: str) -> tuple[tuple[str, str], ...]:
    safe = "".join(letter if letter.isalnum() or letter in "-._" else "_" for letter in name)
    return (("Content-Type", media_type), ("Content-Disposition", f'attachment; filename="{safe}"'))


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files:
            archive.writestr(name.replace("/", "_") if name.endswith(".asice") else name, content)
    return written.getvalue()
