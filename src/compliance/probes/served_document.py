"""The document that a platform itself serves: once, without credentials, where the record says that it stands."""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.spec_pair import compared_with
from compliance.model.dossier import Origin
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.record import Service
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import ProbeError
from compliance.probes.net.decoding import unpacked
from compliance.probes.net.http_client import Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url, read_url
from compliance.probes.probe import Found, Probe, SeenDocument
from compliance.probes.target import Endpoint, Target

_PAIRS: Final = compared_with(Origin.SERVED)
_MOST_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """The address of the document of a service, on the server of that service."""

    service: Service
    url: Url

    @property
    def at(self) -> Place:
        return self.service.at


def _plan(target: Target) -> Iterator[PlannedDocument]:
    for endpoint in target.endpoints:
        url = next(description_addresses(endpoint), None)
        if url is not None:
            yield PlannedDocument(endpoint.service, url)


def description_addresses(endpoint: Endpoint) -> Iterator[Url]:
    """Yield where the description stands on the same server; what stands elsewhere is not served by the platform."""
    entries = endpoint.service.registration
    for entry in entries if isinstance(entries, list) else ():
        url = read_url(entry.description_url or "", is_on_state_network=endpoint.base.server.is_on_state_network)
        if url is not None and (url.scheme, url.server) == (endpoint.base.scheme, endpoint.base.server):
            yield url


async def _look(planned: PlannedDocument, context: ProbeContext) -> AsyncIterator[Found]:
    shown = str(planned.url.without_query)
    try:
        packed = await send(Request("GET", planned.url), all_versions(), _MOST_BYTES, context.network)
        answer = unpacked(packed, _MOST_BYTES)
    except ProbeError as error:
        yield error.gap(_PAIRS, planned.at)
        return
    if answer.status != 200:
        message = Message.of("{url} answered {status}, 200 is required", url=shown, status=answer.status)
        yield Gap(_PAIRS, planned.at, message, is_failure=False)
    elif answer.is_truncated:
        message = Message.of("{url} is larger than {limit} bytes", url=shown, limit=_MOST_BYTES)
        yield Gap(_PAIRS, planned.at, message)
    else:
        yield SeenDocument(planned.service.id, Origin.SERVED, shown, answer.body)


PROBE: Final = Probe(_PAIRS, _plan, _look)
