"""One or two reads a service, repeated with the validator of their answer, and compressed if it is large.

The document that the service serves is read too, because it is large where the data is small. Only what everybody may
read is repeated: what is given to one caller alone is not to be kept. A read that gave nothing stands beside itself.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import Final

from compliance.model.answers.contract.promise import promise_of
from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation import Comparison, Difference, HttpExchange
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record, Service
from compliance.probes.answers import Asked, exchange_of
from compliance.probes.context import ProbeContext
from compliance.probes.errors import ProbeError
from compliance.probes.net.decoding import unpacked
from compliance.probes.net.http_client import Headers, HttpResponse, Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import samples
from compliance.probes.served_document import description_addresses
from compliance.probes.target import Endpoint, Target

_PAIR: Final = frozenset({Comparison.__name__})
_VALIDATORS: Final = frozenset({"etag", "last-modified"})
_LARGE: Final = 10 * 1024
_GZIP: Final = "gzip"
_MOST_UNPACKED: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RepeatedRead:
    """A read that everybody may make; `operation` is None for the document itself."""

    url: Url
    shown: str
    service: Service
    record: Record
    operation: Operation | None

    @property
    def at(self) -> Place:
        return Place(self.shown)


def _plan(target: Target) -> Iterator[RepeatedRead]:
    for endpoint in target.endpoints:
        if endpoint.base.is_secure:
            yield from _of_data(endpoint, target)
            for url in description_addresses(endpoint):
                yield RepeatedRead(url, str(url.without_query), endpoint.service, target.record, None)


def _of_data(endpoint: Endpoint, target: Target) -> Iterator[RepeatedRead]:
    """Yield the first read that needs no credentials and whose values are known to exist, as far as anybody says.

    If the document promises no validator for it, the first for which it promises one comes too.
    """
    found = samples(endpoint.document, target.reads) if endpoint.document else ()
    shared = [each for each in found if not each.operation.needs_credentials and not each.is_invented]
    promised = (each for each in shared if _promises_a_validator(each.operation))
    for sample in (*shared[:1], *(each for each in islice(promised, 1) if each is not shared[0])):
        shown = endpoint.base.shown_below(sample.shown)
        url = endpoint.base.below(sample.path)
        yield RepeatedRead(url, shown, endpoint.service, target.record, sample.operation)


def _promises_a_validator(operation: Operation) -> bool:
    answer = promise_of(operation).answer(200)
    return answer is not None and any(each.name in _VALIDATORS for each in answer.headers)


async def _look(planned: RepeatedRead, context: ProbeContext) -> AsyncIterator[Found]:
    try:
        first, answer = await _read(planned, (), context)
        if not (200 <= answer.status < 300 and answer.body):
            yield Comparison(Difference.VALIDATOR, first, first)
            return
        yield await _validated(planned, first, answer, context)
        if len(answer.body) > _LARGE:
            yield await _compressed(planned, first, context)
    except ProbeError as error:
        yield error.gap(_PAIR, planned.at)


async def _validated(
    planned: RepeatedRead, first: HttpExchange, answer: HttpResponse, context: ProbeContext
) -> Comparison:
    """Return the read beside the same with its validator; beside itself if its answer has none."""
    if tag := answer.header("etag"):
        sent = ("If-None-Match", tag)
    elif moment := answer.header("last-modified"):
        sent = ("If-Modified-Since", moment)
    else:
        return Comparison(Difference.VALIDATOR, first, first)
    second, _ = await _read(planned, (sent,), context)
    return Comparison(Difference.VALIDATOR, first, second, ("", sent[1]))


async def _compressed(planned: RepeatedRead, first: HttpExchange, context: ProbeContext) -> Comparison:
    second, _ = await _read(planned, (("Accept-Encoding", _GZIP),), context)
    return Comparison(Difference.ENCODING, first, second, ("", _GZIP))


async def _read(planned: RepeatedRead, sent: Headers, context: ProbeContext) -> tuple[HttpExchange, HttpResponse]:
    asked = Asked(planned.shown, planned.service, planned.record, planned.operation, sent=sent)
    settings = context.settings
    answer = await send(Request("GET", planned.url, sent), all_versions(), settings.body_limit, context.network)
    return exchange_of(asked, answer, context), unpacked(answer, _MOST_UNPACKED)


PROBE: Final = Probe(_PAIR, _plan, _look)
