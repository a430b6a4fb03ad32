"""Server addresses."""

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.view import View


class Server(View):
    """A server address. In version 2.0 it is put together from host, base path and scheme."""

    __slots__ = ("url",)

    def __init__(self, files: DocumentFiles, node: Node, url: str) -> None:
        super().__init__(files, node)
        self.url = url
