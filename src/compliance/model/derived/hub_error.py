"""Errors that came through the hub: those of ordinary calls, of trials, and of reads with something wrong."""

from collections.abc import Iterator

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.observation import AccessTrial, HubCall, HubMarks
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class HubError:
    """One call that was answered with an error, and the marks of the hub in its answer."""

    call: HubCall
    marks: HubMarks

    @property
    def at(self) -> Place:
        return self.call.at

    @property
    def looked_at(self) -> object:
        return self.call.looked_at

    def evidence(self) -> Iterator[Message]:
        yield from self.call.evidence()


def hub_errors(dossier: Dossier) -> Iterator[HubError]:
    """Yield each call that was answered with an error and bore a mark of a hub of the X-Road kind."""
    for seen in dossier.observations:
        call = seen.call if isinstance(seen, AccessTrial) else seen
        if isinstance(call, HubCall) and call.marks is not None and (call.status or 0) >= 400:
            yield HubError(call, call.marks)
