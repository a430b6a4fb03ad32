"""Of which errors a document tells at all."""

from collections.abc import Iterator

from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods


def tells_of_errors(document: Document) -> bool:
    """Return whether a document has any answer that tells of an error."""
    return bool(documented_errors(document.files))


def documented_errors(files: DocumentFiles) -> frozenset[str]:
    """Return the first digits of the errors that any operation of the document has: 4, 5, or both by `default`."""
    return files.remember("documented errors", lambda: frozenset(_documented(files)))


def _documented(files: DocumentFiles) -> Iterator[str]:
    listed = files.root.get("paths")
    paths = files.follow(listed) if listed is not None else None
    for _, written in paths.members() if paths is not None else ():
        item = files.follow(written)
        for _, operation in methods(item) if item is not None else ():
            yield from _of_operation(files, operation)


def _of_operation(files: DocumentFiles, operation: Node) -> Iterator[str]:
    stated = operation.get("responses")
    answers = files.follow(stated) if stated is not None else None
    first = {str(status)[:1] for status in (answers.mapping if answers is not None else ())}
    yield from first & {"4", "5"}
    if "d" in first and first & {"1", "2", "3"}:
        yield from ("4", "5")
