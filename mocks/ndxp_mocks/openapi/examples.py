"""Examples that a document gives for a body or a parameter."""

from collections.abc import Iterator
from typing import Any

from ndxp_mocks.openapi.source import Node, Source, Unserved


def examples_in(source: Source, node: Node) -> Iterator[Any]:
    """Yield the values of `example` and `examples` of one place, those that are written beside it left out.

    OpenAPI 2.0 has no word for that of a parameter, and `x-example` is the custom.
    """
    if not isinstance(node.raw, dict):
        return
    yield from (node.raw[key] for key in ("example", "x-example") if key in node.raw)
    for raw in node.mapping("examples").values():
        try:
            example = source.followed(Node(node.file, raw))
        except Unserved:
            continue
        if isinstance(example.raw, dict):
            yield from (example.raw[key] for key in ("value", "dataValue") if key in example.raw)
    yield from node.items("examples")
