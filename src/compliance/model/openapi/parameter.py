"""Parameters."""

from typing import Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View

PLACES: Final = ("path", "query", "header", "cookie")
"""Where parameters travel, whatever the version from 3.0 on."""
IGNORED_HEADERS: Final = frozenset({"accept", "authorization", "content-type"})
"""Headers that no parameter describes: `content` and `security` say them (OpenAPI 3.1, 4.8.12.1)."""


class Parameter(View):
    """A query, path, header, cookie or form parameter, at the place where it is written.

    One that an address names though no Parameter Object describes it stands at the path item or the server; its name
    and place are given.
    """

    __slots__ = ("_named",)

    def __init__(self, files: DocumentFiles, node: Node, named: tuple[str, str] | None = None) -> None:
        super().__init__(files, node)
        self._named = named

    @property
    def name(self) -> str:
        return self._named[0] if self._named else self.node.text("name") or ""

    @property
    def place(self) -> str:
        """The place where it travels: query, path, header, cookie, formData or querystring."""
        return self._named[1] if self._named else self.node.text("in") or ""

    @property
    def is_required(self) -> bool:
        return self.node.mapping.get("required") is True or self.place == "path"

    @property
    def schema(self) -> Schema:
        """Its schema; in version 2.0 the parameter is its own."""
        described = self.node if self._named is None else Node(self.node.uri, {}, self.node)
        return Schema(self.files, described.get("schema") or described)

    def example(self) -> str | None:
        """Return a sample value the document gives, as text for an address; None if it gives none."""
        schema = self.files.follow(self.schema.node)
        for node in (self.node, schema):
            if node is None:
                continue
            for key in ("example", "x-example", "default"):
                value = node.mapping.get(key)
                if isinstance(value, str | int | float) and not isinstance(value, bool):
                    return str(value)
        return None
