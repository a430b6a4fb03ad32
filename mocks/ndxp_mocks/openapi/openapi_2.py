"""Parts that OpenAPI 2.0 writes in another way: bodies among the parameters, media types beside the schemas."""

from typing import Any, Final

from ndxp_mocks.openapi.dialect import Dialect
from ndxp_mocks.openapi.endpoint import Body, Media, Parameter
from ndxp_mocks.openapi.source import Node, Source

_ABOUT: Final = frozenset({"name", "in", "required", "description", "collectionFormat", "allowEmptyValue"})
_STYLES: Final = {"ssv": "spaceDelimited", "pipes": "pipeDelimited", "tsv": "tabDelimited"}
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


def parameter_of(dialect: Dialect, node: Node) -> Parameter:
    """Return a parameter outside the body."""
    raw = node.raw
    place, collected = str(raw.get("in")), raw.get("collectionFormat", "csv")
    style = _STYLES.get(collected, "form" if place in {"query", "cookie"} else "simple")
    return Parameter(
        str(raw.get("name")),
        place,
        place == "path" or raw.get("required") is True,
        dialect.schema(_schema(node), "request"),
        style,
        collected == "multi",
        node,
    )


def body_of(source: Source, dialect: Dialect, operation: Node, parameters: list[Node]) -> Body | None:
    """Return the body that a parameter of the place `body`, or several of `formData`, describe."""
    consumed = _types(source, operation, "consumes")
    for node in parameters:
        if node.raw.get("in") == "body":
            schema = dialect.schema(node.get("schema"), "request")
            types = consumed or ["application/json"]
            return Body(tuple(Media(each, schema, node) for each in types), node.raw.get("required") is True)
    fields = [node for node in parameters if node.raw.get("in") == "formData"]
    if not fields:
        return None
    required = [str(node.raw.get("name")) for node in fields if node.raw.get("required") is True]
    properties = {str(node.raw.get("name")): dialect.schema(_schema(node), "request") for node in fields}
    form = {"type": "object", "properties": properties, "required": required}
    types = [each for each in consumed if each in _FORMS] or list(_FORMS[:1])
    return Body(tuple(Media(each, form, operation) for each in types), bool(required))


def content_of(source: Source, dialect: Dialect, operation: Node, response: Node) -> tuple[Media, ...]:
    """Return the bodies of an answer, one for each media type that is produced."""
    if not isinstance(response.raw, dict) or "schema" not in response.raw:
        return ()
    schema = dialect.schema(response.get("schema"), "answer")
    examples = response.mapping("examples")
    types = _types(source, operation, "produces") or ["application/json"]
    return tuple(Media(each, schema, response, (examples[each],) if each in examples else ()) for each in types)


def _schema(node: Node) -> Node:
    return Node(node.file, {key: value for key, value in node.raw.items() if key not in _ABOUT})


def _types(source: Source, operation: Node, key: str) -> list[str]:
    stated: Any = operation.raw.get(key, source.root.get(key))
    return [str(each) for each in stated] if isinstance(stated, list) else []
