"""Whether a document tells of errors at all."""

from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods

_OTHERS: Final = ("1", "2", "3")


def tells_of_errors(document: Document) -> bool:
    """Return whether a document has any answer that tells of an error."""
    return documents_errors(document.files)


def documents_errors(files: DocumentFiles) -> bool:
    """Return whether any operation of the document has an answer that tells of an error."""
    return files.remember("documents errors", lambda: _documents_errors(files))


def _documents_errors(files: DocumentFiles) -> bool:
    listed = files.root.get("paths")
    paths = files.follow(listed) if listed is not None else None
    items = (files.follow(item) for _, item in (paths.members() if paths is not None else ()))
    return any(_has_error(files, operation) for item in items if item is not None for _, operation in methods(item))


def _has_error(files: DocumentFiles, operation: Node) -> bool:
    stated = operation.get("responses")
    answers = files.follow(stated) if stated is not None else None
    statuses = [str(status) for status in (answers.mapping if answers is not None else ())]
    has_default = "default" in statuses and any(status.startswith(_OTHERS) for status in statuses)
    return has_default or any(status[:1] in {"4", "5"} for status in statuses)
