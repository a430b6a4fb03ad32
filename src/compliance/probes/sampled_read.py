"""An ordinary read as one look of many: was it answered, and how soon. It takes no request of its own.

That nothing came is told from a way out that does not work only where somebody answered in the same run.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from compliance.model.observation import (
    HttpExchange,
    LinkCheck,
    Observation,
    Sample,
    SampleFailure,
    Sampling,
)
from compliance.probes.context import ProbeContext
from compliance.probes.errors import AnswerBroken, NoAnswer, ProxyFailed, Refused, Unanswered, Unreachable
from compliance.probes.net.http_client import TOO_BUSY
from compliance.probes.ordinary_read import Attempt, Read
from compliance.probes.sample_requests import Sample as SampleRequest

_MOST_LOOKS: Final = 5
_TOO_MANY: Final = 429


def looks_of_many(reads: Sequence[SampleRequest | None]) -> tuple[int, ...]:
    """Return the numbers of the reads of a service that are looks of many, None standing for its bare address.

    What is made up may rightly fail, so that there has to be data for them, as far as anybody says. What everybody may
    read comes first: a refusal shows the door and not what is behind it.
    """
    wants = {nth: read is not None and read.operation.needs_credentials for nth, read in enumerate(reads)}
    known = (nth for nth, read in enumerate(reads) if read is None or not read.is_invented)
    return tuple(sorted(known, key=lambda nth: (wants[nth], nth))[:_MOST_LOOKS])


def sampling_of(read: Read, attempt: Attempt, context: ProbeContext) -> Sampling | None:
    """Return what a read tells of its service, None if it tells nothing.

    A read that was not sent tells nothing, nor does a handshake of TLS that failed: that may lie with this side.
    """
    sample = _answered(attempt, context) if isinstance(attempt, HttpExchange) else _failed(read, attempt, context)
    if sample is None:
        return None
    place = read.operation.at if read.operation is not None else None
    return Sampling(read.shown, (sample,), place, read.service.id, context.network.vantage)


def without_failures(seen: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return observations without the looks to which no answer came: for a run in which nobody answered at all."""
    return tuple(each for each in seen if not (isinstance(each, Sampling) and _is_failure(each)))


def was_answered(seen: Iterable[Observation]) -> bool:
    """Return whether any server answered any request, by what was kept of it."""
    return any(_is_answer(each) for each in seen)


def _is_answer(seen: Observation) -> bool:
    match seen:
        case HttpExchange():
            return True
        case Sampling():
            return not _is_failure(seen)
        case LinkCheck():
            return any(answer.status is not None for answer in seen.answers)
    return False


def _answered(exchange: HttpExchange, context: ProbeContext) -> Sample:
    asks_to_wait = exchange.status == _TOO_MANY or (
        exchange.status in TOO_BUSY and exchange.header("retry-after") is not None
    )
    moment = exchange.looked_at or context.clock()
    return Sample(moment, exchange.status, exchange.elapsed_ms, asks_to_wait=asks_to_wait)


def _failed(read: Read, error: Attempt, context: ProbeContext) -> Sample | None:
    match error:
        case ProxyFailed():
            return None
        case Refused():
            return Sample(context.clock(), failure=SampleFailure.REFUSED)
        case NoAnswer() | AnswerBroken():
            return Sample(context.clock(), failure=SampleFailure.BROKEN)
        # because what has a remedy was never tried, and the state network cannot be seen from everywhere
        case Unreachable() | Unanswered() if error.remedy is None and not read.url.server.is_on_state_network:
            return Sample(context.clock(), failure=SampleFailure.SILENT)
        case _:
            return None


def _is_failure(sampling: Sampling) -> bool:
    return all(sample.failure is not None for sample in sampling.samples)
