"""Calls through the hub by clients of known rights, beside what is known of the operation.

What could not be tried, and why, stands in gaps of the dossier that hide `untried_access(attempt)`; each of them is a
subject without a trial, so that a rule says of its own kind of client only what it has not seen.
"""

from collections.abc import Callable, Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.derived.documented_read import operations_of
from compliance.model.dossier import Dossier
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import AccessTrial, Attempt, HubCall
from compliance.model.openapi.operation import Operation
from compliance.model.record import Service
from compliance.model.text import Message
from compliance.model.violation import Unknown

_UNTRIED: Final = f"{AccessTrial.__name__}/"
_PROVIDER: Final = "provider"


def untried_access(attempt: Attempt) -> str:
    """Return what a gap hides where no such client was tried."""
    return f"{_UNTRIED}{attempt}"


@dataclass(frozen=True, slots=True)
class TriedAccess:
    """One client that asked: what came of it, or why none did.

    `trial` is None if there was none, for the `reason`. Operation and service are None where they are not known.
    """

    place: Place
    attempt: Attempt
    trial: AccessTrial | None = None
    reason: Message | None = None
    operation: Operation | None = None
    service: Service | None = None

    @property
    def at(self) -> Place:
        return self.place

    @property
    def looked_at(self) -> object:
        return self.trial.looked_at if self.trial else None

    def evidence(self) -> Iterator[Message]:
        if self.trial is not None:
            yield from self.trial.evidence()

    @property
    def call(self) -> HubCall:
        """The call that was made; raises `LookupError` if there was none."""
        if self.trial is None:
            raise LookupError("nobody asked")
        return self.trial.call

    @property
    def gave_data(self) -> bool:
        """Whether the service answered with data."""
        return self.trial is not None and self.trial.gave_data

    @property
    def needs_agreement(self) -> bool:
        """Whether a client has to be granted the data: it is not open, nor given to whoever is registered."""
        is_open = bool(self.operation and self.operation.is_open) or bool(self.service and self.service.is_open)
        return not is_open and not (self.service is not None and self.service.request_kind == "automatic")

    def unseen(self) -> Iterator[Unknown]:
        """Yield why there is nothing to judge: nobody asked, or neither a refusal nor the service itself answered."""
        if self.trial is None:
            yield Unknown(self.reason or Message.of("no such client has asked"), at=self)
        elif not self.trial.is_refusal_of_access and self.call.origin != _PROVIDER:
            template = "the call failed for another reason ({code}), which shows nothing of rights"
            yield Unknown(template, at=self, code=self.call.code or self.call.origin)


def by(attempt: Attempt) -> Callable[[TriedAccess], bool]:
    """Return whether a subject is of a kind of client who asked for data that needs an agreement."""

    def is_by(tried: TriedAccess) -> bool:
        return tried.attempt is attempt and tried.needs_agreement

    return is_by


def tried_accesses(dossier: Dossier) -> Iterator[TriedAccess]:
    """Yield all who asked through the hub, and all who could not."""
    known = operations_of(dossier)
    for seen in dossier.observations:
        if isinstance(seen, AccessTrial):
            operation, service = known(seen.call.operation)
            yield TriedAccess(seen.at, seen.attempt, seen, None, operation, service)
    for gap in dossier.gaps:
        yield from _untried(gap)


def _untried(gap: Gap) -> Iterator[TriedAccess]:
    for attempt in Attempt:
        if untried_access(attempt) in gap.hides:
            yield TriedAccess(gap.place, attempt, reason=gap.message)
