"""Fields: the named places where interfaces carry single values, in an object or as a parameter."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View

_VALUES: Final = ("example", "examples", "default", "const", "enum")


class Field(View):
    """A property of an object, or a parameter of whatever place, with its name."""

    __slots__ = ("name", "schema")

    def __init__(self, files: DocumentFiles, node: Node, name: str, schema: Schema) -> None:
        self.files = files  # as in Property
        self.node = node
        self.name = name
        self.schema = schema

    @property
    def cause(self) -> View:
        """The place where its form is written: the schema behind its reference, which many may share, else itself."""
        target = self.files.follow(self.schema.node) if self.schema.node.text("$ref") is not None else None
        return self if target is None else Schema(self.files, target)

    def values(self) -> Iterator[tuple[str, Any]]:
        """Yield the values that the document gives for it, each with its keyword."""
        for keyword in _VALUES:
            match self.keyword(keyword):
                case list() as listed:
                    yield from ((keyword, value) for value in listed)
                case dict() as named:
                    yield from ((keyword, each["value"]) for each in named.values() if _has_value(each))
                case None:
                    continue
                case value:
                    yield keyword, value

    def keyword(self, name: str) -> Any:
        """Return what stands behind a keyword of the parameter or of its schema; None if nothing does."""
        is_parameter = self.node is not self.schema.node
        stated = self.node.mapping.get(name) if is_parameter else None
        return self.schema.keyword(name) if stated is None else stated


def _has_value(example: Any) -> bool:
    return isinstance(example, dict) and "value" in example
