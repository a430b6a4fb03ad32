"""The addresses that a record gives of its regulation and its technical documents: whether something answers there.

The other side is verified for nothing here: that it answers is what is asked. Redirections are followed, also to other
hosts, because pages move; each host is held to the same limits. No body is kept or read beyond its first bytes.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.record_links import Link, links
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.media_type import media_type
from compliance.model.observation import LinkAnswer, LinkCheck, LinkFailure
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HandshakeBroken, NameUnknown, ProbeError
from compliance.probes.net.http_client import HttpResponse, Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url, joined, read_url
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target

_LINK: Final = frozenset({LinkCheck.__name__})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 5
_MOST_LINKS: Final = 50
_FIRST_BYTES: Final = 1024


@dataclass(frozen=True, slots=True)
class PlannedLink:
    """An address of the record; `url` is None if it can be none."""

    link: Link
    url: Url | None

    @property
    def at(self) -> Place:
        return self.link.field


def _plan(target: Target) -> Iterator[PlannedLink]:
    on_state_network = target.record.is_on_state_network
    for link in tuple(links(target.record))[:_MOST_LINKS]:
        yield PlannedLink(link, read_url(link.url, is_on_state_network=on_state_network))


async def _look(planned: PlannedLink, context: ProbeContext) -> AsyncIterator[Found]:
    if planned.url is None:
        message = Message.of("this is not an http or https address without credentials")
        yield Gap(_LINK, planned.at, message, is_failure=False)
        return
    try:
        answer = await _followed(planned.url, context)
        found = LinkAnswer(context.clock(), answer.status, media_type(answer.header("content-type")))
    except ProbeError as error:
        # because behind a proxy only an answer tells something of the page
        if error.remedy is not None or context.network.proxies.are_used:
            yield Gap(_LINK, planned.at, error.message, is_failure=False, remedy=error.remedy)
            return
        found = LinkAnswer(context.clock(), failure=_failure_of(error))
    yield LinkCheck(planned.link.url, planned.link.field, (found,))


def _failure_of(error: ProbeError) -> LinkFailure:
    match error:
        case NameUnknown():
            return LinkFailure.UNKNOWN_NAME
        case HandshakeBroken():
            return LinkFailure.NO_TLS
        case _:
            return LinkFailure.UNREACHABLE


async def _followed(url: Url, context: ProbeContext) -> HttpResponse:
    answer = await send(Request("GET", url), all_versions(), _FIRST_BYTES, context.network)
    for _ in range(_MOST_REDIRECTS):
        target = joined(url, answer.header("location") or "") if answer.status in _REDIRECTS else None
        if target is None:
            break
        url = target
        answer = await send(Request("GET", url), all_versions(), _FIRST_BYTES, context.network)
    return answer


PROBE: Final = Probe(_LINK, _plan, _look)
