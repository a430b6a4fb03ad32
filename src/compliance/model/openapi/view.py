"""What all views on a node share. A view is one kind of object of OpenAPI; what is computed is computed when asked."""

from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node


class View:
    """A node read as one kind of object, with the files that its references lead through."""

    __slots__ = ("files", "node")

    def __init__(self, files: DocumentFiles, node: Node) -> None:
        self.files = files
        self.node = node

    @property
    def at(self) -> Place:
        return self.node.at

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.node.at!r})"
