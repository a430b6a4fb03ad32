"""Bodies that came compressed, unpacked to a limit: a few bytes may unpack to more than any memory holds."""

import zlib
from typing import Final

from compliance.model.dataclass import replace
from compliance.model.text import Message
from compliance.probes.errors import AnswerBroken
from compliance.probes.net.http_client import HttpResponse

_NAMES: Final = frozenset({"gzip", "x-gzip"})
"""Two names of one coding (RFC 9110, 8.4.1.3)."""
# zlib: 16 more than the largest window, for the header of gzip (RFC 1952)
_GZIP: Final = 16 + zlib.MAX_WBITS


def unpacked(answer: HttpResponse, limit: int) -> HttpResponse:
    """Return an answer with its gzip undone, which some send whatever was asked for; itself if there is none.

    What was cut off stays as it is. Raises `AnswerBroken` as `gunzipped` does.
    """
    if _coding(answer) not in _NAMES or answer.is_unpacked or answer.is_truncated or not answer.body:
        return answer
    return replace(answer, body=gunzipped(answer.body, limit), is_unpacked=True)


def is_packed(answer: HttpResponse) -> bool:
    """Return whether an answer is in a coding that was not undone."""
    return not answer.is_unpacked and _coding(answer) not in {"", "identity"}


def _coding(answer: HttpResponse) -> str:
    return (answer.header("content-encoding") or "").strip().lower()


def gunzipped(body: bytes, limit: int) -> bytes:
    """Return what gzip packed; raises `AnswerBroken` if it is none, breaks off, or is larger than `limit` bytes."""
    unpacking = zlib.decompressobj(_GZIP)
    try:
        found = unpacking.decompress(body, limit)
    except zlib.error as error:
        raise AnswerBroken(Message.of("an answer is called gzip and is none")) from error
    if unpacking.unconsumed_tail:
        raise AnswerBroken(Message.of("an answer unpacks to more than {limit} bytes", limit=limit))
    if not unpacking.eof:
        raise AnswerBroken(Message.of("a compressed answer breaks off"))
    return found
