"""A loaded document: its files, and all that stands in them by kind."""

from dataclasses import dataclass
from functools import cached_property

from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.index import NodeIndex, build_index
from compliance.model.openapi.node import Node


@dataclass(frozen=True)
class Document:
    """One OpenAPI document of one or more files."""

    files: DocumentFiles

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
        """The Info Object; an empty one where there is none."""
        return self.root.get("info") or Node(self.uri, {}, self.root, "info")

    @cached_property
    def nodes(self) -> NodeIndex:
        """Every node of the document by kind, each once."""
        return build_index(self.files)
