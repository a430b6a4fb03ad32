"""Documented reads: each once over HTTPS, with the credential of the service if one is at hand, and over plain HTTP.

A credential goes to the server of the service only, over TLS whose other side was verified. Where it cannot be sent,
the read is made without it, and a gap says so. The first reads are looks of many as well (`sampled_read`).
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final, TypeGuard

from compliance.model.dataclass import dataclass
from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, Sampling
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record, Service
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.answers import Asked, refused
from compliance.probes.context import ProbeContext
from compliance.probes.errors import (
    AnswerBroken,
    CircuitOpen,
    NoAnswer,
    ProbeError,
    Refused,
    Unreachable,
)
from compliance.probes.net.http_client import TOO_BUSY
from compliance.probes.ordinary_read import Attempt, Read, attempt, read_at, read_once
from compliance.probes.probe import Found, Probe
from compliance.probes.sample_requests import Sample, documented_reads, samples
from compliance.probes.sampled_read import looks_of_many, sampling_of
from compliance.probes.target import Endpoint, Target

_EXCHANGE: Final = frozenset({HttpExchange.__name__})
_DOCUMENTED: Final = frozenset({DocumentedExchange.__name__})
_MOST_PLAIN: Final = 2
"""Reads of one service that are also made over plain HTTP: a port answers all of them or none."""


@dataclass(frozen=True, slots=True)
class PlannedRead:
    """One read of a service over HTTPS, and the same over plain HTTP; None where it is not made.

    `is_look` says that it is a look of many as well.
    """

    secure: Read | None
    plain: Read | None
    is_look: bool = False

    @property
    def operation(self) -> Operation | None:
        """The documented operation, None if only the base of the service is read."""
        either = self.secure or self.plain
        return either.operation if either is not None else None


@dataclass(frozen=True, slots=True)
class PlannedReads:
    """All reads of one service, in order. `declares_plain` is what the endpoint says of itself.

    `documented` is how many the document has, of which not all may be planned.
    """

    at: Place
    service: Service
    record: Record
    declares_plain: bool
    reads: tuple[PlannedRead, ...]
    documented: int = 0


def _plan(target: Target) -> Iterator[PlannedReads]:
    for endpoint in target.endpoints:
        known = endpoint.service.sample_values or {}
        found = samples(endpoint.document, target.reads, known) if endpoint.document else ()
        documented = documented_reads(endpoint.document) if endpoint.document else 0
        reads = tuple(_planned_reads(endpoint, target.record, found or (None,)))
        yield PlannedReads(endpoint.at, endpoint.service, target.record, endpoint.declares_plain, reads, documented)


def _planned_reads(endpoint: Endpoint, record: Record, found: Sequence[Sample | None]) -> Iterator[PlannedRead]:
    """Yield the reads, first the looks of many: where a server fails, nothing further is asked of it."""
    looks = looks_of_many(found)
    others = frozenset(range(len(found))) - frozenset(looks)
    plain, is_secure = _asked_plainly(found), endpoint.base.is_secure
    for nth in (*looks, *sorted(others)):
        secure = read_at(endpoint, record, endpoint.base, found[nth]) if is_secure else None
        base = endpoint.plain if nth in plain or not is_secure else None
        unsecured = read_at(endpoint, record, base, found[nth]) if base is not None else None
        yield PlannedRead(secure, unsecured, nth in looks)


def _asked_plainly(found: Sequence[Sample | None]) -> frozenset[int]:
    """Return the numbers of the reads that are made over plain HTTP, where no credential is ever sent.

    The first that wants none is among them: one that does is refused for want of it, which says nothing of the data.
    Open data may be had so by everybody, and shows as little.
    """
    telling = [each is None or not (each.operation.needs_credentials or each.operation.is_open) for each in found]
    first = telling.index(True) if True in telling else 0
    return frozenset(sorted(range(len(found)), key=lambda nth: (nth != first, nth))[:_MOST_PLAIN])


async def _look(planned: PlannedReads, context: ProbeContext) -> AsyncIterator[Found]:
    if (left_out := _left_out(planned, context)) is not None:
        yield left_out
    for read in planned.reads:
        secure = None
        if read.secure is not None:
            made = await read_once(read.secure, context)
            secure, hindrance = made.attempt, made.hindrance
            if hindrance is not None:
                yield hindrance.gap(_EXCHANGE, Place(read.secure.shown))
            yield _found(read.secure, secure)
            for further in _further(read.secure, secure, context, is_look=read.is_look):
                yield further
        if _ends_the_look(secure, planned):
            return
        if read.plain is not None:
            plain = await attempt(read.plain, context)
            yield _found_plain(planned, read, secure, plain, read.plain, context)
            for further in _further(read.plain, plain, context, is_look=read.is_look and read.secure is None):
                yield further
            if _is_busy(plain):
                return


def _further(read: Read, made: Attempt, context: ProbeContext, *, is_look: bool) -> Iterator[Found]:
    """Yield what a read shows beside itself: one look of many, and why nothing further is asked."""
    if is_look and (look := sampling_of(read, made, context)) is not None:
        yield look
    if _is_busy(made):
        yield _no_further_request(made)


def _left_out(planned: PlannedReads, context: ProbeContext) -> Gap | None:
    """Return what tells of documented reads that are not asked; of those that are it hides nothing."""
    asked = sum(read.operation is not None for read in planned.reads)
    if asked >= planned.documented:
        return None
    is_limited = asked >= context.settings.reads
    message = Message.of(
        "of {documented} documented reads of service {service}, {asked} were planned",
        documented=planned.documented,
        service=planned.service.id,
        asked=asked,
    )
    remedy = Remedy.READ_MORE if is_limited else Remedy.GIVE_SAMPLE_VALUES
    hides = frozenset() if asked else _DOCUMENTED
    return Gap(hides, planned.at, message, is_failure=False, remedy=remedy)


def _is_busy(attempt: Attempt | None) -> TypeGuard[HttpExchange]:
    return isinstance(attempt, HttpExchange) and attempt.status in TOO_BUSY


def _ends_the_look(secure: Attempt | None, planned: PlannedReads) -> bool:
    """Return whether plain HTTP is not tried after HTTPS: the server is busy, cannot be reached, or refused.

    One that cannot be reached has refused nothing, so plain HTTP shows nothing either. But where HTTPS is refused, a
    plain address that the record itself gives may serve data all the same.
    """
    if isinstance(secure, Refused):
        return not planned.declares_plain
    return isinstance(secure, CircuitOpen | Unreachable) or _is_busy(secure)


def _found(read: Read, attempt: Attempt) -> Found:
    if isinstance(attempt, ProbeError):
        return attempt.gap(_EXCHANGE, Place(read.shown))
    return attempt


def _found_plain(
    planned: PlannedReads,
    read: PlannedRead,
    secure: Attempt | None,
    plain: Attempt,
    asked: Read,
    context: ProbeContext,
) -> Found:
    if (reason := _refusal(read, secure, plain)) is not None:
        return refused(Asked(asked.shown, asked.service, asked.record, asked.operation), reason, context)
    if read.operation is None and isinstance(plain, HttpExchange) and not _redirects(plain):
        message = Message.of("no documented read of service {service} could be asked", service=planned.service.id)
        return Gap(_EXCHANGE, planned.at, message, is_failure=False)
    return _found(asked, plain)


def _redirects(exchange: HttpExchange) -> bool:
    """Return whether the server redirects; no other answer at an undocumented address shows anything of its data."""
    return exchange.status is not None and 300 <= exchange.status < 400


def _refusal(read: PlannedRead, secure: Attempt | None, plain: Attempt) -> str | None:
    """Return why plain HTTP was refused; None if it was not, or if the port for HTTPS did not show that it is up."""
    match plain:
        case Refused() if secure is not None and not isinstance(secure, Unreachable):
            return "connection refused"
        case NoAnswer() if isinstance(secure, HttpExchange | NoAnswer | AnswerBroken) and _is_same_port(read):
            # because a port that speaks TLS has nothing to say to plain HTTP
            return "no answer over plain HTTP"
        case _:
            return None


def _is_same_port(read: PlannedRead) -> bool:
    addresses = (read.secure, read.plain)
    return len({each.url.server for each in addresses if each is not None}) == 1


def _no_further_request(exchange: HttpExchange) -> Gap:
    message = Message.of(
        "{url} answered {status}: it was not asked further", url=exchange.url, status=exchange.status or 0
    )
    return Gap(_EXCHANGE, exchange.at, message)


PROBE: Final = Probe(_EXCHANGE | {Sampling.__name__}, _plan, _look)
