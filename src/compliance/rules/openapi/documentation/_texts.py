"""What a document says in sentences, and what it calls things."""

from collections.abc import Iterator

from compliance.model.codelist import phrase
from compliance.model.openapi.document import Document


def texts_of(document: Document) -> Iterator[str]:
    """Yield the sentences of a document: of the whole, its tags and servers, its operations and their answers."""
    tags = document.root.get("tags")
    holders = [document.info, *(tags.items() if tags is not None else ())]
    holders += [server.node for server in document.nodes.servers]
    holders += [operation.node for operation in document.nodes.operations]
    for holder in holders:
        yield from (text for key in ("summary", "description") if (text := holder.text(key)))


def names_of(document: Document) -> Iterator[str]:
    """Yield what a document calls its fields and its security schemes, with what it says of them."""
    for field in document.nodes.fields:
        yield f"{phrase(field.name)} {field.node.text('description') or ''}"
    for scheme in document.nodes.security_schemes:
        yield f"{phrase(scheme.name)} {scheme.node.text('description') or ''}"
