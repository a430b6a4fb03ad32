"""What operations receive and answer: the body, the answers by status, and their schemas by media type."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema

ANY: Final = "*/*"
_JSON: Final = ("/json", "+json", ANY)


def body(operation: Operation) -> Node | None:
    """Return what a request brings as its body: the object of version 3, or the parameter of version 2."""
    stated = operation.node.get("requestBody")
    if stated is not None:
        return operation.files.follow(stated) or stated
    for owner in (operation.node, operation.path_item):
        listed = owner.get("parameters")
        for node in listed.items() if listed else ():
            target = operation.files.follow(node)
            if target is not None and target.text("in") == "body":
                return target
    return None


def responses(operation: Operation) -> dict[str, Node]:
    """Return the answers by status, with capital letters, followed to where they are written.

    An answer that cannot be followed is the reference to it.
    """
    return operation.once("responses", lambda: _responses(operation))


def _responses(operation: Operation) -> dict[str, Node]:
    stated = operation.node.get("responses")
    holder = operation.files.follow(stated) if stated is not None else None
    members = holder.members() if holder is not None else ()
    followed = ((str(status).upper(), operation.files.follow(node) or node) for status, node in members)
    return {status: node for status, node in followed if not status.startswith("X-")}


def as_written(status: str) -> str:
    """Return the key of an answer as documents write it, of one in capital letters as `responses` has it."""
    return status.lower() if status == "DEFAULT" else status


def schemas(holder: Node, operation: Operation, kind: str) -> dict[str, Node | None]:
    """Return the schemas of a body or an answer by media type, None for one that has none or cannot be followed.

    `kind` is what version 2 calls its list of media types.
    """
    return {_bare(name): schema for name, schema in described(holder, operation, kind)}


def described(holder: Node, operation: Operation, kind: str) -> Iterator[tuple[str, Node | None]]:
    """Yield the media types of a body or an answer as they are written, with their schemas as in `schemas`."""
    content = holder.get("content")
    if content is not None:
        target = operation.files.follow(content)
        for name, node in target.members() if target is not None else ((ANY, content),):
            followed = operation.files.follow(node)
            yield name, followed.get("schema") if followed is not None else None
    elif (schema := holder.get("schema")) is not None:
        for name in listed(operation, kind) or [ANY]:
            yield name, schema


def listed(operation: Operation, kind: str) -> Sequence[str]:
    """Return the media types that version 2 lists for an operation or the whole document; empty if none."""
    return operation.node.strings(kind) or operation.files.root.strings(kind)


def of_streams(holder: Node, operation: Operation) -> Iterator[tuple[str, Node]]:
    """Yield the media types of a body or an answer that is a stream, with the schemas of its items (OpenAPI 3.2)."""
    content = holder.get("content") if operation.files.is_version_3_2 else None
    target = operation.files.follow(content) if content is not None else None
    for name, node in target.members() if target is not None else ():
        followed = operation.files.follow(node)
        items = followed.get("itemSchema") if followed is not None else None
        if items is not None:
            yield name, items


def json_schemas(holder: Node, operation: Operation, kind: str = "produces") -> Iterator[Schema]:
    """Yield the schemas of a body or an answer in JSON; of several with one and the same schema the first."""
    seen: set[int] = set()
    for name, schema in schemas(holder, operation, kind).items():
        if schema is not None and name.endswith(_JSON) and id(schema.raw) not in seen:
            seen.add(id(schema.raw))
            yield Schema(operation.files, schema)


def has_schema(holder: Node, operation: Operation, kind: str = "produces") -> bool:
    """Return whether a body or an answer says of any media type what it looks like."""
    return any(schema is not None for schema in schemas(holder, operation, kind).values())


def errors(operation: Operation) -> dict[str, Node]:
    """Return the answers that tell of an error, by status: 404, 4XX; `DEFAULT` too if another one tells of success."""
    answers = responses(operation)
    tells_of_success = any(status[:1] in {"1", "2", "3"} for status in answers)
    return {
        status: node
        for status, node in answers.items()
        if status[:1] in {"4", "5"} or (status == "DEFAULT" and tells_of_success)
    }


def successes(operation: Operation) -> dict[str, Node]:
    """Return the answers of success by status: 200, 2XX."""
    return {status: node for status, node in responses(operation).items() if status[:1] == "2"}


def has_lost_answers(operation: Operation) -> bool:
    """Return whether an answer, or the list of them, stands behind a reference that leads nowhere."""
    stated = operation.node.get("responses")
    is_lost = stated is not None and operation.files.follow(stated) is None
    return is_lost or any(node.has("$ref") for node in responses(operation).values())


def is_json(media_type: str) -> bool:
    """Return whether what has a media type is JSON, and nothing else (RFC 6839, section 3.1)."""
    return _bare(media_type).endswith(_JSON[:2])


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
