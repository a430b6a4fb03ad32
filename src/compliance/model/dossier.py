"""All evidence on one platform, or on one document, at one time."""

from datetime import datetime
from enum import StrEnum
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass
from compliance.model.gap import Gap
from compliance.model.openapi.document import Document
from compliance.model.source import SourceText

if TYPE_CHECKING:  # because a document needs none of them
    from compliance.model.observation import Observation
    from compliance.model.record import Record, Service
    from compliance.model.xml.description import ServiceDescription


class Kind(StrEnum):
    """What a dossier is about."""

    DOCUMENT = "document"
    PLATFORM = "platform"


class Origin(StrEnum):
    """Where another copy of a service's document comes from."""

    EARLIER = "earlier"
    SERVED = "served"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """A further copy of the document of a service: an earlier version, what the platform serves, or what the hub has.

    It is compared with the published one and not judged for itself.
    """

    service: str
    origin: Origin
    document: Document
    sources: tuple[SourceText, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Evidence, nothing else: judged again later it gives the same verdicts under the same law.

    `id` is the path of the document or the slug of the platform. `record_source` holds the record as it was written.
    `collected_at` and `vantage` are None if nothing was looked at over the network. `hub_channel` is the code of the
    channel that the hub is, None if nobody said. `sought` names the kinds of observation that were looked for, found or
    not. `descriptions` are the services that are described in XML, by WSDL or a schema.
    """

    id: str
    kind: Kind
    record: "Record | None" = None
    record_source: SourceText | None = None
    sources: tuple[SourceText, ...] = ()
    documents: tuple[Document, ...] = ()
    descriptions: "tuple[ServiceDescription, ...]" = ()
    copies: tuple[DocumentCopy, ...] = ()
    observations: "tuple[Observation, ...]" = ()
    gaps: tuple[Gap, ...] = ()
    sought: frozenset[str] = frozenset()
    collected_at: datetime | None = None
    vantage: str | None = None
    hub_channel: str | None = None
    tool_version: str = ""
    catalogue_sha256: str = ""
    is_simulated: bool = False
    entries: tuple[str, ...] = ()

    @property
    def had_nothing_to_look_at(self) -> bool:
        """Whether it was to be looked at and its record gives neither an address nor a document, and no hub told more.

        A look that failed is something: there was where to look.
        """
        if self.record is None or self.collected_at is None or self.observations or self.documents:
            return False
        return not any(service.base_url or service.document for service in self.record.listed_services())

    def uri_of(self, document: str) -> str:
        """Return the address of a document that the record names: beside the record, or an address of its own."""
        record = self.record_source.uri if self.record_source else ""
        return document if "://" in document else normpath(join(dirname(record), document))

    def document_of(self, service: "Service") -> Document | None:
        """Return the published document of a service, None if it names none or it was not loaded."""
        if service.document is None:
            return None
        uri = self.uri_of(service.document)
        return next((document for document in self.documents if document.uri == uri), None)

    def description_of(self, service: "Service") -> "ServiceDescription | None":
        """Return the published description of a service in XML, None if it names none or it was not loaded."""
        uri = self.uri_of(service.document) if service.document is not None and self.descriptions else None
        return next((each for each in self.descriptions if each.uri == uri), None)

    def documents_by_service(self) -> dict[str, Document]:
        """Return the published documents that were loaded, by the id of the service."""
        services = self.record.listed_services() if self.record else ()
        found = {service.id: self.document_of(service) for service in services}
        return {service: document for service, document in found.items() if document is not None}

    def copy_of(self, service: "Service", origin: Origin) -> DocumentCopy | None:
        """Return another copy of the document of a service, None if there is none of that origin."""
        return next((copy for copy in self.copies if (copy.service, copy.origin) == (service.id, origin)), None)

    def evidence_files(self) -> tuple[SourceText, ...]:
        """Return every file that is kept: documents, their parts and copies, and the record."""
        copied = (source for copy in self.copies for source in copy.sources)
        return (*self.sources, *copied, *((self.record_source,) if self.record_source else ()))
