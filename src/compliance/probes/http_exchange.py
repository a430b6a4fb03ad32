"""Documented reads without credentials: each once over HTTPS and once over plain HTTP."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from compliance.model.observation import Gap, HttpExchange
from compliance.model.place import Place
from compliance.model.text import Message
from compliance.probes.errors import AnswerBroken, NoAnswer, ProbeError, Refused, Unreachable
from compliance.probes.network import Network
from compliance.probes.offer import every
from compliance.probes.probe import Finding, Probe
from compliance.probes.redaction import redacted
from compliance.probes.request import Request, ask
from compliance.probes.samples import Sample, samples
from compliance.probes.target import Endpoint, Target
from compliance.probes.url import Url

_EXCHANGE: Final = frozenset({HttpExchange.__name__})
_LEAVE_ALONE: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Question:
    """One read of a service: where it is asked over HTTPS, and where over plain HTTP."""

    operation: Place | None
    secure: Url | None
    plain: Url | None


@dataclass(frozen=True, slots=True)
class Questions:
    """All reads of one service, in order."""

    at: Place
    asked: tuple[Question, ...]


def _plan(target: Target) -> Iterator[Questions]:
    for endpoint in target.endpoints():
        found = samples(endpoint.document) if endpoint.document else ()
        questions = tuple(_question(endpoint, sample) for sample in found)
        yield Questions(endpoint.at, questions or (_question(endpoint, None),))


def _question(endpoint: Endpoint, sample: Sample | None) -> Question:
    path = sample.path if sample else ""
    secure = endpoint.base.below(path) if endpoint.base.is_secure else None
    plain = endpoint.plain.below(path) if endpoint.plain else None
    return Question(sample.operation if sample else None, secure, plain)


async def _look(questions: Questions, network: Network) -> AsyncIterator[Finding]:
    """A service that cannot be reached over HTTPS is not asked further: what is down has refused nothing."""
    for question in questions.asked:
        secure = None
        if question.secure is not None:
            secure = await _asked(question.secure, question.operation, network)
            yield _found(question.secure, secure)
        if isinstance(secure, Unreachable):
            return
        if isinstance(secure, HttpExchange) and secure.status in _LEAVE_ALONE:
            yield _left_alone(secure)
            return
        if question.plain is not None:
            plain = await _asked(question.plain, question.operation, network)
            refusal = _refusal(question, secure, plain)
            yield _found(question.plain, plain) if refusal is None else _refused(question, refusal, network)


def _found(url: Url, outcome: HttpExchange | ProbeError) -> Finding:
    return Gap(_EXCHANGE, Place(str(url)), outcome.message) if isinstance(outcome, ProbeError) else outcome


def _refusal(
    question: Question, secure: HttpExchange | ProbeError | None, plain: HttpExchange | ProbeError
) -> str | None:
    """Why plain HTTP was refused; null where it was not, or where the port for HTTPS did not show that it is up."""
    match plain:
        case Refused() if secure is not None:
            return "connection refused"
        case NoAnswer() if isinstance(secure, HttpExchange | NoAnswer | AnswerBroken) and _is_same_port(question):
            # because a port that speaks TLS has nothing to say to plain HTTP
            return "no answer over plain HTTP"
        case _:
            return None


def _is_same_port(question: Question) -> bool:
    return (
        question.secure is not None and question.plain is not None and question.secure.server == question.plain.server
    )


async def _asked(url: Url, operation: Place | None, network: Network) -> HttpExchange | ProbeError:
    try:
        answer = await ask(Request("GET", url), every(), network.settings.body_limit, network)
    except ProbeError as error:
        return error
    return HttpExchange(
        "GET",
        str(url),
        answer.status,
        operation=operation,
        headers=redacted(answer.headers),
        media_type=_media_type(answer.header("content-type")),
        body_size=len(answer.body),
        body_sha256=sha256(answer.body).hexdigest() if answer.body else None,
        is_truncated=answer.is_truncated,
        elapsed_ms=answer.elapsed_ms,
        looked_at=network.clock(),
    )


def _media_type(content_type: str | None) -> str | None:
    return content_type.partition(";")[0].strip().lower() if content_type else None


def _refused(question: Question, reason: str, network: Network) -> HttpExchange:
    url = str(question.plain)
    return HttpExchange("GET", url, None, operation=question.operation, refusal=reason, looked_at=network.clock())


def _left_alone(exchange: HttpExchange) -> Gap:
    message = Message.of(
        "{url} answered {status}: it was not asked further", url=exchange.url, status=exchange.status or 0
    )
    return Gap(_EXCHANGE, exchange.at, message)


PROBE: Final = Probe(_EXCHANGE, _plan, _look)
