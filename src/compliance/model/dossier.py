"""All evidence on one platform, or on one document, at one time."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from compliance.model.observation import Gap, Observation
from compliance.model.openapi.document import Document
from compliance.model.record import Record
from compliance.model.source import SourceText


class Kind(StrEnum):
    """What a dossier is about."""

    DOCUMENT = "document"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Evidence, nothing else: judged again later it gives the same verdicts under the same law.

    `id` is the path of the document or the slug of the platform. `record_source` holds the record as it was written.
    `collected_at` and `vantage` are null where nothing was looked at over the network.
    """

    id: str
    kind: Kind
    record: Record | None = None
    record_source: SourceText | None = None
    sources: tuple[SourceText, ...] = ()
    documents: tuple[Document, ...] = ()
    observations: tuple[Observation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    collected_at: datetime | None = None
    vantage: str | None = None
    tool_version: str = ""
    catalogue_sha256: str = ""
    is_simulated: bool = False
    entries: tuple[str, ...] = field(default=())

    @property
    def files(self) -> tuple[SourceText, ...]:
        """Every file of evidence: the documents with their parts, and the record."""
        return (*self.sources, self.record_source) if self.record_source else self.sources
