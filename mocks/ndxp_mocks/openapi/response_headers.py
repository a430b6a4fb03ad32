"""Documented headers of answers: an example, what HTTP means by the name, or a made-up value."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ndxp_mocks.openapi.endpoint import Header
from ndxp_mocks.openapi.examples import examples_in
from ndxp_mocks.openapi.generator import ValueGenerator
from ndxp_mocks.openapi.operations import DocumentReader
from ndxp_mocks.openapi.schema_merge import flatten
from ndxp_mocks.openapi.schema_validation import SchemaValidator
from ndxp_mocks.openapi.source import Unserved
from ndxp_mocks.openapi.value_shapes import as_text, sendable

# Those of the connection make an answer of HTTP/2 malformed (RFC 9113, 8.2.2)
_UNSENT: Final = frozenset(
    {"content-length", "content-encoding", "content-range", "date"}
    | {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
)
_BEGIN: Final = "Thu, 01 Jan 2026 00:00:00 GMT"
_END: Final = "Tue, 01 Jan 2030 00:00:00 GMT"
_ADDRESS: Final = "https://mo-phong.example.gov.vn"
_USUAL: Final[Mapping[str, tuple[Any, ...]]] = {
    "accept-ranges": ("none",),
    "access-control-allow-credentials": ("true", True),
    "access-control-allow-headers": ("Authorization, Content-Type",),
    "access-control-allow-methods": ("GET, HEAD, OPTIONS",),
    "access-control-allow-origin": (_ADDRESS, "*"),
    "access-control-expose-headers": ("ETag",),
    "access-control-max-age": ("600", 600),
    "age": ("0", 0),
    "allow": ("GET, HEAD, OPTIONS",),
    "cache-control": ("no-store",),
    "content-disposition": ('attachment; filename="mo-phong"',),
    "content-language": ("vi",),
    "content-security-policy": ("default-src 'none'",),
    "deprecation": ("@1767225600",),  # RFC 9745, 2.1
    "expires": (_END,),
    "last-modified": (_BEGIN,),
    "location": (f"{_ADDRESS}/1", "/mo-phong/1"),
    "pragma": ("no-cache",),
    "referrer-policy": ("no-referrer",),
    "retry-after": ("60", 60),
    "set-cookie": ("mo-phong=1; Path=/; Secure; HttpOnly; SameSite=Strict",),
    "strict-transport-security": ("max-age=31536000; includeSubDomains",),
    "sunset": (_END,),
    "vary": ("Accept-Encoding",),
    "www-authenticate": ('Bearer realm="mo-phong"',),
    "x-frame-options": ("DENY",),
}
_ENTITY_TAG: Final = re.compile(r'(?:W/)?"[!#-~]*"')
_OWN_TAG: Final = f'"{0:024x}"'
"""A tag of the form that every answer gets which may be kept."""


class HeaderBuilder:
    """Makes the values of the documented headers of one document."""

    def __init__(self, reading: DocumentReader, generating: ValueGenerator, validating: SchemaValidator) -> None:
        self._reading = reading
        self._generating = generating
        self._validating = validating

    def value(self, header: Header, key: str) -> str | None:
        """Return the value of a header; None if it is left out, or made of the answer. Raises Unserved."""
        name = header.name.lower()
        if name in _UNSENT or (name == "etag" and self._validating.fits(_OWN_TAG, header.schema)):
            return None
        told = (*self._examples(header), *_USUAL.get(name, ()))
        known = next((each for each in told if self._validating.fits(each, header.schema)), None)
        try:
            found = known if known is not None else self._generating.value(header.schema, key, header.name)
        except Unserved:
            if header.is_required:
                raise
            return None
        text = sendable(as_text(found))
        return None if name == "etag" and _ENTITY_TAG.fullmatch(text) is None else text

    def _examples(self, header: Header) -> Iterator[Any]:
        yield from examples_in(self._reading.source, header.node)
        flat = flatten(header.schema, self._reading.dialect.at)
        yield from (flat[key] for key in ("example", "default") if key in flat)
        yield from flat.get("examples", ())
