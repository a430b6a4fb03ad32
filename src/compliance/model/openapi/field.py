"""Fields: the named places where interfaces carry single values, in an object or as a parameter."""

from typing import Any

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View


class Field(View):
    """A property of an object, or a parameter of whatever place, with its name."""

    __slots__ = ("name", "schema")

    def __init__(self, files: DocumentFiles, node: Node, name: str, schema: Schema) -> None:
        super().__init__(files, node)
        self.name = name
        self.schema = schema

    def keyword(self, name: str) -> Any:
        """Return what stands behind a keyword of the parameter or of its schema; None if nothing does."""
        is_parameter = self.node is not self.schema.node
        stated = self.node.mapping.get(name) if is_parameter else None
        return self.schema.keyword(name) if stated is None else stated
