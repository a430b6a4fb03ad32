"""A waiver that somebody asks for, and what became of it: another person decides."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.waiver import Waiver


class RequestState(StrEnum):
    """What became of a request. One that was withdrawn was taken back by who asked for it."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked for: that one finding of a platform does not count until a day, why, and what allows it.

    `scope` is the fingerprint of the finding, `run` the number of the run in which it was seen.
    """

    platform: str
    run: int
    rule: str
    scope: str
    reason: str
    legal_basis: str
    proposer: str
    expires: date


@dataclass(frozen=True, slots=True)
class WaiverRequest:
    """A proposal that is kept under a number. Who decided and when is None as long as nobody has; times are in UTC.

    `note` is what was said to the decision, empty if nothing was.
    """

    number: int
    proposal: Proposal
    proposed: datetime
    state: RequestState
    decided_by: str | None = None
    decided: datetime | None = None
    note: str = ""

    @property
    def waiver(self) -> Waiver | None:
        """The waiver that it became; None unless it was approved."""
        if self.state is not RequestState.APPROVED or self.decided_by is None:
            return None
        asked = self.proposal
        return Waiver(
            rule=asked.rule,
            scope=asked.scope,
            reason=asked.reason,
            legal_basis=asked.legal_basis,
            owner=asked.proposer,
            approver=self.decided_by,
            expires=asked.expires,
            platform=asked.platform,
        )


def approved_of(requests: Iterable[WaiverRequest]) -> tuple[Waiver, ...]:
    """Return the waivers that some requests became; those that have ended too, so that an audit says so."""
    return tuple(waiver for request in requests if (waiver := request.waiver) is not None)
