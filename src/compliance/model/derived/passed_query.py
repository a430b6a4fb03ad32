"""Reads that were asked of the service and through the hub alike, whole and in part."""

from collections.abc import Iterator

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.observation import HubCall, Passage
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class PassedQuery:
    """One such read: the call through the hub, and the answers to all and to a part of it on both ways."""

    call: HubCall
    passage: Passage

    @property
    def at(self) -> Place:
        return self.call.at

    @property
    def looked_at(self) -> object:
        return self.call.looked_at

    def evidence(self) -> Iterator[Message]:
        yield from self.call.evidence()


def passed_queries(dossier: Dossier) -> Iterator[PassedQuery]:
    """Yield each call of a dossier whose answer was compared."""
    for seen in dossier.observations:
        if isinstance(seen, HubCall) and seen.passage is not None:
            yield PassedQuery(seen, seen.passage)
