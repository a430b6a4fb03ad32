"""getSecurityServerHealthData: of each service of the server that was called, when it last did well and how it did."""

import statistics
from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.soap.access import message_of
from ndxp_mocks.hub.xroad.soap.answer import service_parts, soap_answer
from ndxp_mocks.hub.xroad.soap.monitoring import PRODUCER_SIDE, named_client, records_of, seconds_of
from ndxp_mocks.hub.xroad.soap_message import qualified
from ndxp_mocks.protocols.xml_text import element

PERIOD: Final = 600


async def health_data(exchange: Exchange) -> WireAnswer:
    """Return the services of one provider where the message names one."""
    request = message_of(exchange)
    provider = named_client(request.body.find(qualified("om", "filterCriteria")))
    rows = [row for row in records_of(exchange) if row["direction"] == PRODUCER_SIDE]
    called = dict.fromkeys((row["service"], row["operational"]["service_version"]) for row in rows)
    events = "".join(
        _events(exchange, service, version, [row for row in rows if _is_of(row, service, version)])
        for service, version in called
        if provider is None or provider.slash == service.rpartition("/")[0]
    )
    body = (
        f"{element('om:monitoringStartupTimestamp', round(exchange.world.began * 1000))}"
        f"{element('om:statisticsPeriodSeconds', PERIOD)}<om:servicesEvents>{events}</om:servicesEvents>"
    )
    name = "om:getSecurityServerHealthDataResponse"
    return soap_answer(request, f"<{name}>{body}</{name}>")


def _is_of(row: Row, service: str, version: str | None) -> bool:
    return (row["service"], row["operational"]["service_version"]) == (service, version)


def _events(exchange: Exchange, service: str, version: str | None, rows: list[Row]) -> str:
    parts = service_parts(Identifier("SERVICE", tuple(service.split("/"))), version)
    lasts = "".join(_last(rows, succeeded=succeeded) for succeeded in (True, False))
    kind = next((row["operational"]["service_type"] for row in rows if row["operational"]["service_type"]), None)
    shown = "" if kind is None else element("om:serviceType", kind)
    since = exchange.world.clock.now() - PERIOD
    recent = [row for row in rows if seconds_of(row["recorded_at"]) >= since]
    statistic = f"<om:lastPeriodStatistics>{''.join(_statistics(recent))}</om:lastPeriodStatistics>"
    identifier = f'<om:service id:objectType="SERVICE">{parts}</om:service>'
    return f"<om:serviceEvents>{identifier}{lasts}{shown}{statistic}</om:serviceEvents>"


def _last(rows: Iterable[Row], *, succeeded: bool) -> str:
    moments = [seconds_of(row["recorded_at"]) for row in rows if _is_success(row) is succeeded]
    name = "om:lastSuccessfulRequestTimestamp" if succeeded else "om:lastUnsuccessfulRequestTimestamp"
    return element(name, round(max(moments) * 1000)) if moments else ""


def _statistics(rows: list[Row]) -> Iterator[str]:
    good = [row for row in rows if _is_success(row)]
    yield element("om:successfulRequestCount", len(good))
    yield element("om:unsuccessfulRequestCount", len(rows) - len(good))
    yield from _measured("request{}Duration", "requestDurationStdDev", [_duration(row) for row in good])
    yield from _measured("request{}Size", "requestSizeStdDev", [row["request_size"] for row in good])
    yield from _measured("response{}Size", "responseSizeStdDev", [row["response_size"] for row in good])


def _measured(name: str, deviation: str, values: list[int]) -> Iterator[str]:
    if values:
        yield element(f"om:{name.format('Min')}", min(values))
        yield element(f"om:{name.format('Average')}", statistics.fmean(values))
        yield element(f"om:{name.format('Max')}", max(values))
        yield element(f"om:{deviation}", statistics.pstdev(values))


def _duration(row: Row) -> int:
    """Return the milliseconds from the message that went out to its answer, as the server measured that made both."""
    timings = row["timings"]
    began = timings["request_out_at"] or timings["request_in_at"]
    ended = timings["response_in_at"] or timings["response_out_at"]
    return round((seconds_of(ended) - seconds_of(began)) * 1000)


def _is_success(row: Row) -> bool:
    return bool(row["outcome"] == "succeeded")
