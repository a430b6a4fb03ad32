"""The id that each read carries, so that the owner finds it in the log, and we see whether it comes back."""

from uuid import uuid4

from compliance.model.openapi.correlation import id_header
from compliance.model.openapi.operation import Operation


def correlation_id(operation: Operation | None) -> tuple[str, str]:
    """Return the header of a fresh id: the one that the document names for the operation, else the usual one."""
    return id_header(operation), str(uuid4())
