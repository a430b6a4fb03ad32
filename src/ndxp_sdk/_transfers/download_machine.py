"""The course of a download, without I/O: yields what is to be done and is sent what came of it."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Headers
from ndxp_sdk._transfers.range_requests import (
    Append,
    Complete,
    Decision,
    ExpectedFile,
    Refetch,
    Refuse,
    Restart,
    ResumeState,
    decide,
    digest_of,
    fields,
    is_usable,
    mismatch,
    size_of,
)
from ndxp_sdk.errors import ConnectionLost, Facts, IntegrityError, NdxpError

# Because a server may change a file while it is read, or mistake ranges, once; more often is no accident.
RESTARTS: Final = 2


@dataclass(frozen=True, slots=True)
class OpenResponse:
    """Send a request with these fields; a Reply is wanted."""

    fields: Pairs


@dataclass(frozen=True, slots=True)
class ResponseHead:
    """The head of a response: status and fields; the body is not read yet."""

    status: int
    headers: Headers


@dataclass(frozen=True, slots=True)
class Discard:
    """Forget the kept bytes and note of what the next ones are."""

    kept: ResumeState


@dataclass(frozen=True, slots=True)
class ReadBody:
    """Append the body, up to `until` bytes in all where that is known; Taken is wanted."""

    until: int | None
    is_coded: bool = False


@dataclass(frozen=True, slots=True)
class BodyRead:
    """The bytes at hand now, and why the body ended early; `is_longer`: more came than there should be."""

    size: int
    error: NdxpError | None = None
    is_longer: bool = False


@dataclass(frozen=True, slots=True)
class Hash:
    """The SHA-256 of the bytes at hand is wanted, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Let so many seconds pass."""

    seconds: float


Step: TypeAlias = OpenResponse | Discard | ReadBody | Hash | Wait
DownloadSteps: TypeAlias = Generator[Step, Any, None]


@dataclass(frozen=True, slots=True)
class Patience:
    """The limit of torn bodies in a row without progress between, and the wait after so many, in seconds."""

    tries: int
    wait: Callable[[int], float]


def download_steps(wanted: ExpectedFile, kept: ResumeState, patience: Patience) -> DownloadSteps:
    """Yield the steps of one download, at whose end the bytes at hand are the file.

    Raises:
        IntegrityError: the server's file is not the wanted one, or keeps changing.
        ConnectionLost, TimedOut: torn too often; what came is kept for the next time.
    """
    state = _State(wanted, kept, patience)
    if not is_usable(kept, wanted):
        yield from state.begin(ResumeState())
    while True:
        while not state.is_whole:
            reply: ResponseHead = yield OpenResponse(fields(state.kept))
            yield from state.follow(decide(state.kept, wanted, reply.status, reply.headers), reply)
        problem = mismatch(state.kept, wanted, (yield Hash()))
        if problem is None:
            return
        yield from state.again("digest-wrong", problem, is_worth_it=state.is_pieced)


class _State:
    """The state in the middle of a download."""

    __slots__ = ("best", "failures", "is_pieced", "is_whole", "kept", "patience", "restarts", "wanted")

    def __init__(self, wanted: ExpectedFile, kept: ResumeState, patience: Patience) -> None:
        self.wanted = wanted
        self.kept = kept
        self.patience = patience
        self.best = kept.size
        self.failures = 0
        self.restarts = 0
        self.is_pieced = kept.size > 0
        self.is_whole = kept.size > 0 and kept.size == size_of(kept, wanted) and digest_of(kept, wanted) is not None

    def follow(self, decision: Decision, reply: ResponseHead) -> DownloadSteps:
        """Do what was decided."""
        match decision:
            case Append(until, total):
                self.is_pieced = True
                self.kept = replace(self.kept, total=self.kept.total if total is None else total)
                yield from self.take(ReadBody(until))
            case Restart(kept, is_coded):
                self.is_pieced = False
                yield from self.begin(kept)
                yield from self.take(ReadBody(size_of(kept, self.wanted), is_coded))
            case Complete():
                self.is_whole = True
            case Refetch(reason):
                yield from self.again("range-refused", reason, is_worth_it=self.kept.size > 0)
            case Refuse(code, reason):
                raise _refusal(code, reason, reply.status)

    def take(self, step: ReadBody) -> DownloadSteps:
        """Take a body in, and judge how it ended."""
        taken: BodyRead = yield step
        self.kept = replace(self.kept, size=taken.size)
        if taken.is_longer:
            yield from self.again("body-longer", "more bytes came than there should be", is_worth_it=True)
        elif taken.error is not None:
            yield from self.torn(taken.error)
        elif step.until is not None and taken.size < step.until:
            facts = Facts(origin="network", code="connection-lost", retryable=True)
            yield from self.torn(ConnectionLost("the body ended before it was complete", facts))
        else:
            self.is_whole = taken.size == size_of(self.kept, self.wanted) or step.until is None
            self.failures = 0

    def torn(self, error: NdxpError) -> DownloadSteps:
        """Go on after a body that ended early, unless that happened too often without progress."""
        self.failures = 1 if self.kept.size > self.best else self.failures + 1
        self.best = max(self.best, self.kept.size)
        if not error.retryable or self.failures >= self.patience.tries:
            raise error
        yield Wait(self.patience.wait(self.failures))
        if self.kept.etag is None:
            yield from self.begin(ResumeState())

    def again(self, code: str, reason: str, *, is_worth_it: bool) -> DownloadSteps:
        """Throw away what is kept and begin with nothing, unless that was done too often."""
        yield from self.begin(ResumeState())
        self.restarts += 1
        if not is_worth_it or self.restarts > RESTARTS:
            raise _refusal(code, reason, None)

    def begin(self, kept: ResumeState) -> DownloadSteps:
        """Begin anew: the bytes from now on are of another representation."""
        self.kept = kept
        self.is_whole = False
        yield Discard(kept)


def _refusal(code: str, reason: str, status: int | None) -> IntegrityError:
    facts = Facts(origin="provider", code=code, status=status, detail=reason)
    return IntegrityError(f"the download is refused: {reason}", facts)
