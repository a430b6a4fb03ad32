"""From an answer to what is kept of it."""

from hashlib import sha256
from urllib.parse import urlsplit

import orjson

from compliance.model.answers.answered import Answered
from compliance.model.answers.content import content_of
from compliance.model.dataclass import dataclass, field
from compliance.model.media_type import media_type
from compliance.model.observation import HttpExchange
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record, Service
from compliance.probes.context import ProbeContext
from compliance.probes.errors import AnswerBroken
from compliance.probes.net.decoding import unpacked
from compliance.probes.net.http_client import Headers, HttpResponse
from compliance.probes.net.redaction import redacted
from compliance.probes.net.url import read_url


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as reports show it, and whom it concerns.

    `shown` is its address without the values that the document gives as examples. `operation` is None if no documented
    one was asked. `sent` are the headers beyond the usual ones, without secrets; `secrets` are the values that must not
    come back in an answer. `is_invented` says that a value in it was made up of its schema.
    """

    shown: str
    service: Service
    record: Record
    operation: Operation | None = None
    method: str = "GET"
    credential: str | None = None
    sent: Headers = ()
    secrets: tuple[str, ...] = field(default=(), repr=False)
    is_invented: bool = False


def exchange_of(asked: Asked, answer: HttpResponse, context: ProbeContext) -> HttpExchange:
    """Return what is kept of an answer: no body, but what is read in it. Its size is that on the wire."""
    read = _readable(answer, context.settings.body_limit)
    stated = media_type(answer.header("content-type"))
    answered = Answered(
        answer.status,
        answer.headers,
        stated,
        read.body,
        is_truncated=answer.is_truncated,
        is_unpacked=read.is_unpacked,
        method=asked.method,
        operation=asked.operation,
        service=asked.service,
        record=asked.record,
        instances=context.facts.instances if context.facts else None,
        facts=context.facts,
        sent=asked.secrets,
        judge=context.judge,
        parse=orjson.loads,
    )
    return HttpExchange(
        asked.method,
        asked.shown,
        answer.status,
        operation=asked.operation.at if asked.operation else None,
        headers=redacted(answer.headers, asked.sent, asked.secrets),
        media_type=stated,
        body_size=len(answer.body),
        body_sha256=sha256(read.body).hexdigest() if read.body else None,
        is_truncated=answer.is_truncated,
        elapsed_ms=answer.elapsed_ms,
        looked_at=context.clock(),
        credential=asked.credential,
        sent=asked.sent,
        tls=answer.tls,
        content=content_of(answered),
        is_invented=asked.is_invented,
        ca_file=_ca_file(context),
        proxy=_proxy(asked, context),
    )


def _readable(answer: HttpResponse, limit: int) -> HttpResponse:
    try:
        return unpacked(answer, limit)
    except (
        AnswerBroken
    ):  # because what is too large, or not what it is called, is read as little as a coding that is not known
        return answer


def refused(asked: Asked, reason: str, context: ProbeContext) -> HttpExchange:
    """Return what is kept of a request to which the other side did not even answer."""
    place = asked.operation.at if asked.operation else None
    return HttpExchange(
        asked.method,
        asked.shown,
        None,
        operation=place,
        refusal=reason,
        looked_at=context.clock(),
        credential=asked.credential,
        sent=asked.sent,
        ca_file=_ca_file(context),
        proxy=_proxy(asked, context),
    )


def _ca_file(context: ProbeContext) -> str | None:
    """Return the name of the file of authorities, without its folder, which is nobody's business."""
    return context.settings.ca_file.name if context.settings.ca_file is not None else None


def _proxy(asked: Asked, context: ProbeContext) -> str | None:
    """Return the proxy that stood in between, without credentials, None if there was none."""
    if not context.network.proxies.are_used:
        return None
    parts = urlsplit(asked.shown)
    url = read_url(f"{parts.scheme}://{parts.netloc}")
    proxy = context.network.proxies.between(url.server) if url is not None else None
    return proxy.address.origin if proxy is not None else None
