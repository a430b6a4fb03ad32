"""A service of a record beside its document."""

from collections.abc import Iterator

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.record import Record, Service
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class DocumentedService:
    """What a record says of a service, and what the service's document says; `record` is the whole of which it is."""

    service: Service
    document: Document
    record: Record

    @property
    def at(self) -> Place:
        return self.service.at


def documented_services(dossier: Dossier) -> Iterator[DocumentedService | Gap]:
    """Yield each service of the record with its document, or the gap where that could not be loaded."""
    record = dossier.record
    if record is None:
        return
    for service in record.listed_services():
        document = dossier.document_of(service)
        if document is not None:
            yield DocumentedService(service, document, record)
        else:
            yield from unloaded(dossier, service, DocumentedService)


def unloaded(dossier: Dossier, service: Service, kind: type) -> Iterator[Gap]:
    """Yield why a kind of subject cannot be made of the document of a service.

    It is described in XML, or the document could not be loaded; that the record names none is a gap already.
    """
    if service.document is None:
        return
    message = Message.of("the document of the service {service} could not be loaded", service=service.id)
    if (described := dossier.description_of(service)) is not None:
        template = "the service {service} is described by {form}, with which nothing else is compared"
        message = Message.of(template, service=service.id, form=described.form)
    yield Gap(frozenset({kind.__name__}), service.at.child("document"), message, is_failure=False)
