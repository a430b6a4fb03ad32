"""Where documents name the code list of a field."""

from typing import Final

from compliance.model.openapi.field import Field
from compliance.model.openapi.files import DocumentFiles

MARK: Final = "x-code-list"


def names_a_list(field: Field) -> bool:
    """Return whether a list is named there, or at the shared schema that is referred to."""
    node = field.schema.node
    schema = node.mapping
    own = schema.get(MARK) if field.node is node else field.node.mapping.get(MARK)
    if own is None and "$ref" in schema and has_marked_schemas(field.files):
        target = field.files.resolve(node, str(schema["$ref"]))
        own = target.mapping.get(MARK) if target is not None else None
    return (schema.get(MARK) if own is None else own) not in (None, "none")


def has_marked_schemas(files: DocumentFiles) -> bool:
    """Return whether a shared schema of the document may name a list."""
    return files.remember("marked schemas", lambda: len(files.trees) > 1 or _has_marked(files))


def _has_marked(files: DocumentFiles) -> bool:
    shared = files.components("definitions" if files.is_version_2 else "schemas")
    return shared is not None and any(MARK in schema.mapping for _, schema in shared.members())
