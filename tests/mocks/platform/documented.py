"""How these tests read an OpenAPI document: its operations, example calls, and the schemas of answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator


@dataclass(frozen=True, slots=True)
class Documented:
    """One operation of a document, references resolved as far as parameters go."""

    document: Mapping[str, Any]
    path: str
    method: str
    operation: Mapping[str, Any]

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        return [self._resolved(each) for each in self.operation["parameters"]]

    @property
    def is_open(self) -> bool:
        return self.operation["security"] == []

    @property
    def url(self) -> str:
        """The path with the example of every path parameter in its place, below the base address."""
        in_path = {each["name"]: each["example"] for each in self.parameters if each["in"] == "path"}
        return self.path.format(**in_path).removeprefix("/")

    @property
    def body(self) -> Any:
        content = self.operation.get("requestBody", {}).get("content", {})
        return content.get("application/json", {}).get("example")

    def flaws(self, status: int, media_type: str, body: Any) -> list[str]:
        """What is wrong with an answer, held to the document."""
        responses = self.operation["responses"]
        response = self._resolved(responses.get(str(status), responses["default"]))
        schema = response["content"][media_type]["schema"]
        validator = Draft202012Validator({**schema, "components": self.document["components"]})
        return [error.message for error in validator.iter_errors(body)]

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            found: Any = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            node = found
        return node


def operations(document: Mapping[str, Any]) -> Iterator[Documented]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield Documented(document, path, method, operation)


def strings(node: Any) -> Iterator[str]:
    """Every key and every text of a document."""
    match node:
        case str():
            yield node
        case dict():
            for key, value in node.items():
                yield str(key)
                yield from strings(value)
        case list():
            for value in node:
                yield from strings(value)


def properties(node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every named schema inside an object schema."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        for value in node.values():
            yield from properties(value)
    if isinstance(node, list):
        for value in node:
            yield from properties(value)
