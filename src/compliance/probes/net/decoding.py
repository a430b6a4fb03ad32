"""Bodies that came compressed, unpacked to a limit: a few bytes may unpack to more than any memory holds."""

import zlib
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import AnswerBroken

# zlib: 16 more than the largest window, for the header of gzip (RFC 1952)
_GZIP: Final = 16 + zlib.MAX_WBITS


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
