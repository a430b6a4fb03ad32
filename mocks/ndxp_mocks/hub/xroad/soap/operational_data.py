"""getSecurityServerOperationalData: the calls of a period, as compressed JSON in an attachment.

Everybody may ask. The owner of the server, if the message names the server too, and the central monitoring client see
all calls, others see their own. Records are told 60 seconds after they were made; who asks for younger ones is told
from when on to ask again.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.soap.access import message_of
from ndxp_mocks.hub.xroad.soap.answer import envelope
from ndxp_mocks.hub.xroad.soap.monitoring import (
    CLIENT_SIDE,
    is_central,
    is_owner,
    named_client,
    provider_of,
    records_of,
)
from ndxp_mocks.hub.xroad.soap.multipart import with_attachment
from ndxp_mocks.hub.xroad.soap.operational_record import FIELDS, monitored_at, operational_record
from ndxp_mocks.hub.xroad.soap_message import qualified, text_of
from ndxp_mocks.protocols.xml_text import element

OFFSET: Final = 60
_ATTACHMENT: Final = "operational-monitoring-data.json.gz"


@dataclass(frozen=True, slots=True)
class Period:
    """From and to in seconds, both included; `available` is the first second whose records are not told yet."""

    starts: int
    ends: int
    available: int

    def __contains__(self, moment: int) -> bool:
        return self.starts <= moment <= min(self.ends, self.available - 1)


async def operational_data(exchange: Exchange) -> WireAnswer:
    """Return the number of records, where to find them, and from when on to ask again where there are more."""
    request = message_of(exchange)
    criteria = request.body.find(qualified("om", "searchCriteria"))
    period, fields = _period(exchange, criteria), _fields(request.body)
    held = sorted(
        (row for row in _visible_records(exchange, criteria) if monitored_at(row) in period), key=monitored_at
    )
    rows, following = _page(held, exchange.world.settings.operational_records)
    after = period.available if period.ends >= period.available else None
    records = [operational_record(exchange.world.settings.profile, row, fields) for row in rows]
    body = _body(len(records), after if following is None else following)
    headers = (("content-transfer-encoding", "binary"), ("content-id", f"<{_ATTACHMENT}>"))
    boundary = exchange.world.new_id().replace("-", "")
    return with_attachment(envelope(request, body), "application/gzip", headers, _payload(records), boundary)


def _period(exchange: Exchange, criteria: Element | None) -> Period:
    starts, ends = (_seconds(criteria, name) for name in ("recordsFrom", "recordsTo"))
    available = int(exchange.world.clock.now()) - OFFSET
    for name, moment in (("from", starts), ("to", ends)):
        if moment < 0:
            raise _refused(f"Records {name} timestamp is a negative number")
    if ends < starts:
        raise _refused("Records to timestamp is earlier than records from timestamp")
    if starts >= available:
        raise _refused(f"Records not available from {starts} yet")
    return Period(starts, ends, available)


def _seconds(criteria: Element | None, name: str) -> int:
    text = None if criteria is None else text_of(criteria, "om", name)
    try:
        return int(text or "")
    except ValueError as error:
        raise _refused(f"{name} is not a number of seconds: {text}") from error


def _fields(body: Element) -> frozenset[str]:
    """Return the fields that are asked for, all where none is."""
    asked = body.findall(f"{qualified('om', 'outputSpec')}/{qualified('om', 'outputField')}")
    named = frozenset(each.text or "" for each in asked)
    for name in sorted(named - FIELDS):
        raise _refused(f"Unknown output field in search criteria: {name}")
    return named or FIELDS


def _visible_records(exchange: Exchange, criteria: Element | None) -> Iterator[Row]:
    sees_all = is_central(exchange) or (is_owner(exchange) and exchange.server is not None)
    provider = named_client(criteria)
    for row in records_of(exchange):
        party = row["client"] if row["direction"] == CLIENT_SIDE else provider_of(row)
        if (sees_all or party == exchange.caller.slash) and (provider is None or provider.slash == provider_of(row)):
            yield row


def _page(rows: list[Row], most: int) -> tuple[list[Row], int | None]:
    """So many rows and the others of the last one's second; from when on there are more, None if there are none."""
    if len(rows) <= most:
        return rows, None
    last = monitored_at(rows[most - 1])
    page = [row for row in rows if monitored_at(row) <= last]
    return page, last + 1 if len(page) < len(rows) else None


def _body(count: int, following: int | None) -> str:
    parts = element("om:recordsCount", count) + element("om:records", f"cid:{_ATTACHMENT}")
    parts += "" if following is None else element("om:nextRecordsFrom", following)
    return f"<om:getSecurityServerOperationalDataResponse>{parts}</om:getSecurityServerOperationalDataResponse>"


def _payload(records: list[dict[str, Any]]) -> bytes:
    return gzip.compress(json.dumps({"records": records, "simulated": True}, ensure_ascii=False).encode("utf-8"))


def _refused(text: str) -> XRoadError:
    return XRoadError("invalid_request", text).under(CLIENT)
