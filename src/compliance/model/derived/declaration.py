"""What a file says that it is: the version of OpenAPI it declares, also where that is none that can be judged."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.source import SourceText

if TYPE_CHECKING:  # because a dossier knows all subjects
    from compliance.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Declaration:
    """The document that keeps to a version, None if its file declares no version that is known."""

    source: SourceText
    document: Document | None

    @property
    def at(self) -> Place:
        return self.source.at


def declarations(dossier: "Dossier") -> Iterator[Declaration]:
    """Yield a declaration for each document, and for each file that would be one."""
    documents = {document.uri: document for document in dossier.documents}
    for source in dossier.sources:
        document = documents.get(source.uri)
        if document is not None or source.undeclared is not None:
            yield Declaration(source, document)
