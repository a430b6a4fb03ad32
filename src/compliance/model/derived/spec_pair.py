"""Two copies of the document of one service that should say the same.

Each of the two comparisons is a kind of its own, so that a rule on one of them is not kept waiting for the other.
"""

from collections.abc import Iterator, Mapping

from compliance.model.dataclass import dataclass
from compliance.model.derived.documented_service import unloaded
from compliance.model.dossier import Dossier, Origin
from compliance.model.gap import Gap
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.openapi.difference import Difference, difference
from compliance.model.openapi.document import Document
from compliance.model.record import Service
from compliance.model.text import Message
from compliance.model.violation import Violation


@dataclass(frozen=True)
class SpecPair:
    """Two copies of one document: the one that counts, and the one that is held against it."""

    service: str
    reference: Document
    copy: Document

    @property
    def at(self) -> Place:
        return self.copy.at

    @lazy_property
    def difference(self) -> Difference | None:
        """The places where they begin to differ; None if they say the same, order, servers and form aside."""
        return difference(self.reference, self.copy)

    def breach(self, messages: Mapping[str, str]) -> Iterator[Violation]:
        """Yield the first place at which they differ, if there is one.

        `messages` are the templates for a member that the copy has not (`lacking`), for one that only the copy has
        (`surplus`), both with a `{member}`, and for anything else (`other`).
        """
        found = self.difference
        if found is None:
            return
        kind = "lacking" if found.lacking is not None else "surplus" if found.surplus is not None else "other"
        member = found.lacking if found.lacking is not None else found.surplus
        named = {} if member is None else {"member": member[:80]}
        message = Message.of(messages[kind], **named)
        yield Violation(message, at=found.other, related=found.one, key=named.get("member", ""))


class ServedSpecPair(SpecPair):
    """The published document, and the one that the platform serves."""


class HubSpecPair(SpecPair):
    """The document that the platform serves, and the one that the hub hands out."""


def compared_with(origin: Origin) -> frozenset[str]:
    """Return the names of the kinds that need a copy of that origin."""
    both = frozenset({ServedSpecPair.__name__, HubSpecPair.__name__})
    return both if origin is Origin.SERVED else frozenset({HubSpecPair.__name__})


def served_pairs(dossier: Dossier) -> Iterator[ServedSpecPair | Gap]:
    """Yield a pair for each service with a published document, or the gap where no served one was seen."""
    for service in dossier.record.listed_services() if dossier.record else ():
        published, served = dossier.document_of(service), dossier.copy_of(service, Origin.SERVED)
        if published is None:
            yield from unloaded(dossier, service, ServedSpecPair)
        elif served is None:
            yield _unseen(service, ServedSpecPair, Origin.SERVED)
        else:
            yield ServedSpecPair(service.id, published, served.document)


def hub_pairs(dossier: Dossier) -> Iterator[HubSpecPair | Gap]:
    """Yield a pair for each service of which both copies were seen, or the gap where one was not."""
    for service in dossier.record.listed_services() if dossier.record else ():
        served, at_hub = dossier.copy_of(service, Origin.SERVED), dossier.copy_of(service, Origin.HUB)
        if served is None:
            yield _unseen(service, HubSpecPair, Origin.SERVED)
        elif at_hub is None:
            yield _unseen(service, HubSpecPair, Origin.HUB)
        else:
            yield HubSpecPair(service.id, served.document, at_hub.document)


def _unseen(service: Service, kind: type[SpecPair], origin: Origin) -> Gap:
    template = "the document that the platform serves for {service} was not seen"
    if origin is Origin.HUB:
        template = "the document that the hub hands out for {service} was not seen"
    return Gap(frozenset({kind.__name__}), service.at, Message.of(template, service=service.id), is_failure=False)
