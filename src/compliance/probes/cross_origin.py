"""The question that browsers ask before a read for a page of another origin: OPTIONS, one protected read a service.

It reaches no data and tells what an answer would be allowed to. The read itself is not sent with a foreign origin,
because servers refuse such reads, and an ordinary read is one that there is no reason to refuse.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.openapi.document import Document
from compliance.model.record import Record, Service
from compliance.probes.answers import Asked, exchange_of, refused
from compliance.probes.context import ProbeContext
from compliance.probes.errors import AnswerBroken, NoAnswer, ProbeError
from compliance.probes.net.http_client import Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import Sample, samples
from compliance.probes.target import Target

_EXCHANGE: Final = frozenset({HttpExchange.__name__})
# RFC 6761, 6.4: no name under .invalid exists, so that this is the origin of nobody
_ORIGIN: Final = ("Origin", "https://origin.invalid")
# Fetch standard, CORS protocol: what a browser asks before it sends credentials in a header
_QUESTION: Final = (("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"))


@dataclass(frozen=True, slots=True)
class Preflight:
    """The question for one protected read."""

    url: Url
    shown: str
    service: Service
    record: Record

    @property
    def at(self) -> Place:
        return Place(self.shown)


def _plan(target: Target) -> Iterator[Preflight]:
    for endpoint in target.endpoints:
        if endpoint.document is None or not endpoint.base.is_secure:
            continue
        sample = _protected(endpoint.document, endpoint.service)
        if sample is not None:
            shown = endpoint.base.shown_below(sample.shown)
            yield Preflight(endpoint.base.below(sample.path), shown, endpoint.service, target.record)


def _protected(document: Document, service: Service) -> Sample | None:
    """Return the first read that not everybody may make."""
    found = (each for each in samples(document) if not each.operation.is_open and not service.is_open)
    return next((each for each in found if each.operation.needs_credentials or service.is_restricted), None)


async def _look(planned: Preflight, context: ProbeContext) -> AsyncIterator[Found]:
    asked = Asked(planned.shown, planned.service, planned.record, method="OPTIONS", sent=(_ORIGIN, *_QUESTION))
    try:
        answer = await send(
            Request("OPTIONS", planned.url, asked.sent), all_versions(), context.settings.body_limit, context.network
        )
    except (NoAnswer, AnswerBroken):
        # because a server that hangs up on this question may answer all others: no gap hides those
        yield refused(asked, "no answer", context)
        return
    except ProbeError as error:
        yield error.gap(_EXCHANGE, planned.at)
        return
    yield exchange_of(asked, answer, context)


PROBE: Final = Probe(_EXCHANGE, _plan, _look)
