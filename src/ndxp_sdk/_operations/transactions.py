"""Read the files that the transaction log gives."""

from ndxp_sdk._http.response import Response
from ndxp_sdk.errors import NdxpError, UsageError
from ndxp_sdk.models.evidence import Evidence, Export


def evidence(answer: Response) -> Evidence | None:
    """Read a container. None if the caller's copy is current."""
    return None if answer.status == 304 else Evidence(answer.content, answer.headers.get("ETag"))


def export(answer: Response) -> Export | None:
    """Read an export. None if the caller's copy is current."""
    return None if answer.status == 304 else Export(answer.content, answer.headers.get("ETag"))


def ids_of(given: NdxpError | str) -> str:
    """Return the X-Road-Id of a call. UsageError if its error holds none."""
    known = given.ids.message_id if isinstance(given, NdxpError) else given
    if not known:
        raise UsageError("the error has no X-Road-Id: only calls of the exchange stand in the transaction log")
    return known
