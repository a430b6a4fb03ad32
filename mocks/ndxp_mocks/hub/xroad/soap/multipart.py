"""A SOAP message with an attachment: multipart/related as X-Road writes it, names of headers in lower case."""

from collections.abc import Iterable

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.transport.upstream import Pair
from ndxp_mocks.hub.xroad.soap.fault import STATUS


def with_attachment(
    envelope: bytes, media_type: str, headers: Iterable[Pair], content: bytes, boundary: str
) -> WireAnswer:
    """Two parts; clients look for `--xroad` and for the order in which the headers stand."""
    marked = f"xroad{boundary}"
    parts = (_part(marked, "text/xml", (), envelope), _part(marked, media_type, headers, content))
    named = f'multipart/related; type="text/xml"; charset=UTF-8; boundary={marked}'
    return WireAnswer(STATUS, (("Content-Type", named),), b"".join((*parts, f"--{marked}--\r\n".encode("ascii"))))


def _part(boundary: str, media_type: str, headers: Iterable[Pair], content: bytes) -> bytes:
    lines = (f"--{boundary}", f"content-type:{media_type}", *(f"{name}: {value}" for name, value in headers))
    return "\r\n".join((*lines, "", "")).encode("ascii") + content + b"\r\n"
