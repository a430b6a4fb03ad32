"""Two versions of the document of one service."""

from collections.abc import Iterator

from compliance.model.changes.change import Changes
from compliance.model.changes.compare import compare
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier, Origin
from compliance.model.gap import Gap
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.text import Message


@dataclass(frozen=True)
class VersionPair:
    """The earlier document of a service, which its record names as `previous_document`, and the published one.

    `is_open` says that the record shares the service as open data.
    """

    service: str
    older: Document
    newer: Document
    is_open: bool = False

    @property
    def at(self) -> Place:
        return self.newer.at

    @lazy_property
    def changes(self) -> Changes:
        """The changes between them, with what could not be compared; computed once for all rules."""
        return compare(self.older, self.newer)


def version_pairs(dossier: Dossier) -> Iterator[VersionPair | Gap]:
    """Yield a pair for each service with two documents; what hides one of them is a gap already.

    A service of which the owner says that there is no earlier document, `previous_document: none`, gives no pair.
    """
    record = dossier.record
    for service in record.listed_services() if record else ():
        newer, older = dossier.document_of(service), dossier.copy_of(service, Origin.EARLIER)
        if newer is not None and older is not None:
            yield VersionPair(service.id, older.document, newer, service.is_open)
        elif newer is not None and record is not None and not record.knows(service.previous_document):
            message = Message.of("the record names no earlier document of the service {service}", service=service.id)
            at = service.at.child("previous_document")
            yield Gap(frozenset({VersionPair.__name__}), at, message, is_failure=False)
