"""One documented read with nothing wrong: made once in a run, whoever asks for it."""

import asyncio

from compliance.model.dataclass import dataclass
from compliance.model.observation import HttpExchange
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record, Service
from compliance.probes.answers import Asked, exchange_of
from compliance.probes.context import ProbeContext
from compliance.probes.correlation import correlation_id
from compliance.probes.credentials.wallet import credential_for
from compliance.probes.errors import HandshakeBroken, ProbeError
from compliance.probes.net.credential import Credential
from compliance.probes.net.http_client import Request, send
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Url
from compliance.probes.sample_requests import Sample, hidden
from compliance.probes.target import Endpoint

Attempt = HttpExchange | ProbeError


@dataclass(frozen=True, slots=True)
class Read:
    """A read of a service: where it is sent, and its address in reports, without the values that it is filled in with.

    `sample` is None if only the base of the service is read.
    """

    service: Service
    record: Record
    url: Url
    shown: str
    sample: Sample | None = None

    @property
    def operation(self) -> Operation | None:
        """The documented operation, None for the base of the service."""
        return self.sample.operation if self.sample is not None else None


def read_at(endpoint: Endpoint, record: Record, base: Url, sample: Sample | None) -> Read:
    """Return a read of an endpoint at one of its addresses."""
    if sample is None:
        return Read(endpoint.service, record, base.below(""), str(base.below("")))
    shown = base.shown_below(sample.shown)
    return Read(endpoint.service, record, base.below(sample.path), shown, sample)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a read; `hindrance` is why a credential that is at hand was not sent, None if it was or none is."""

    attempt: Attempt
    hindrance: ProbeError | None = None

    @property
    def is_success(self) -> bool:
        """Whether it was answered with a status of success."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def status(self) -> int | None:
        """The status of the answer, None if there was none."""
        return self.attempt.status if isinstance(self.attempt, HttpExchange) else None


async def read_once(read: Read, context: ProbeContext) -> Made:
    """Read with the credential of the service if one is at hand, else without; the second time what came before."""
    key = (read.record.slug, str(read.url))
    if key not in context.reads:
        context.reads[key] = asyncio.ensure_future(_read(read, context))
    # because a caller that is cancelled must not cancel what another waits for
    found: Made = await asyncio.shield(context.reads[key])
    return found


async def _read(read: Read, context: ProbeContext) -> Made:
    try:
        credential = await credential_for(read.service, read.url, read.operation, context)
    except ProbeError as error:
        return Made(await attempt(read, context), error)
    made = await attempt(read, context, credential)
    if credential is not None and isinstance(made, HandshakeBroken):
        return Made(await attempt(read, context), made)
    return Made(made)


async def attempt(read: Read, context: ProbeContext, credential: Credential | None = None) -> Attempt:
    """Ask once."""
    usual = (correlation_id(read.operation),)
    beside = read.sample.beside(usual) if read.sample is not None else ()
    request = Request("GET", read.url, (*usual, *beside), credential=credential)
    try:
        answer = await send(request, all_versions(), context.settings.body_limit, context.network)
    except ProbeError as error:
        return error
    asked = Asked(
        read.shown,
        read.service,
        read.record,
        read.operation,
        credential=credential.kind if credential is not None else None,
        sent=(*usual, *hidden(beside)),
        secrets=credential.secrets if credential is not None else (),
        is_invented=read.sample is not None and read.sample.is_invented,
    )
    return exchange_of(asked, answer, context)
