"""What a text holds, as a schema says it: how it is written, of which media type it is, and what stands in it."""

from compliance.model.changes.shape import Shape
from compliance.model.openapi.node import Node


def take_content(node: Node, shape: Shape) -> None:
    """Take what a text holds; two of its forms are what older versions of OpenAPI write as formats."""
    encoding, media_type = _plain(node, "contentEncoding"), _plain(node, "contentMediaType")
    if encoding == "base64":
        shape.formats.add("byte")
    elif encoding:
        shape.contents.add(("contentEncoding", encoding))
    if media_type == "application/octet-stream":
        shape.formats.update(() if encoding else ["binary"])
    elif media_type:
        shape.contents.add(("contentMediaType", media_type))
    if media_type and (inner := node.get("contentSchema")) is not None:
        shape.decoded.append(inner)


def _plain(node: Node, keyword: str) -> str:
    return "".join((node.text(keyword) or "").lower().split())
