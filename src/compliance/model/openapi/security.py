"""Ways to authenticate."""

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.view import View


class SecurityScheme(View):
    """A named way to authenticate, from `components` or `securityDefinitions`."""

    __slots__ = ("name",)

    def __init__(self, files: DocumentFiles, node: Node, name: str) -> None:
        super().__init__(files, node)
        self.name = name

    @property
    def kind(self) -> str | None:
        """The type: apiKey, http, oauth2, openIdConnect, mutualTLS, or basic in version 2.0."""
        return self.node.text("type")
