"""A loaded document: its files, and all that stands in them by kind."""

from typing import Final

from compliance.model.dataclass import dataclass, field
from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles, Load
from compliance.model.openapi.index import NodeIndex
from compliance.model.openapi.node import Node
from compliance.model.openapi.walk import build_index
from compliance.model.pattern import late

SEMANTIC: Final = late(r"([0-9]{1,40})\.[0-9]+(\.[0-9]+)?(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
"""MAJOR.MINOR or MAJOR.MINOR.PATCH, with what may follow (semver.org)."""

_KEY: Final = "document"


def document_of(files: DocumentFiles) -> "Document":
    """Return the document that some files are, for a view that has to look at others."""
    return files.remember(_KEY, lambda: Document.of(files))


@dataclass(frozen=True)
class Document:
    """One OpenAPI document of one or more files, with every node by kind."""

    files: DocumentFiles
    nodes: NodeIndex = field(repr=False, compare=False)

    @classmethod
    def of(cls, files: DocumentFiles, load: Load | None = None) -> "Document":
        """Index the files; `load` brings those that are referred to."""
        document = cls(files, build_index(files, load))
        return files.remember(_KEY, lambda: document)

    @property
    def uri(self) -> str:
        """The address of its entry."""
        return self.files.uri

    @property
    def at(self) -> Place:
        return Place(self.uri)

    @property
    def root(self) -> Node:
        return self.files.root

    @property
    def info(self) -> Node:
        """The Info Object; an empty one where there is none, or a reference leads nowhere, which is noted each time."""
        info = self.root.get("info")
        return (self.files.follow(info) if info else None) or Node(self.uri, {}, self.root, "info")

    @property
    def major(self) -> int | None:
        """The major version of the service, None if the document states no semantic version."""
        stated = SEMANTIC.fullmatch(str(self.info.mapping.get("version")))
        return int(stated[1]) if stated else None
