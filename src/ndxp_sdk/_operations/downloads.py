"""Answers that are files: whether they are whole, and what they are called."""

import hashlib
import re
from typing import Final, TypedDict
from urllib.parse import unquote

from ndxp_sdk._http.response import Response
from ndxp_sdk.errors import Facts, IntegrityError
from ndxp_sdk.models.contents import DocumentContent, SpecificationContent

_SHA256: Final = re.compile(r'(?:W/)?"([0-9a-f]{64})"')
_EXTENDED: Final = re.compile(r"(?i)filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)")
_QUOTED: Final = re.compile(r'(?i)filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))')
_MISMATCH: Final = Facts(origin="platform", code="digest-mismatch", retryable=True)


class _File(TypedDict):
    content: bytes
    media_type: str
    sha256: str
    etag: str
    is_verified: bool


def specification(answer: Response) -> SpecificationContent | None:
    """Read a description. None if the caller's copy is current. Raises IntegrityError."""
    return None if answer.status == 304 else SpecificationContent(**_file(answer))


def document(answer: Response) -> DocumentContent | None:
    """Read an annex. None if the caller's copy is current. Raises IntegrityError."""
    if answer.status == 304:
        return None
    return DocumentContent(**_file(answer), name=file_name(answer.headers.get("Content-Disposition")))


def file_name(disposition: str | None) -> str | None:
    """Return the name in Content-Disposition (RFC 6266) without any folder. None if it has none that is safe to use."""
    if extended := _EXTENDED.search(disposition or ""):
        name = unquote(extended.group(1))
    elif plain := _QUOTED.search(disposition or ""):
        name = re.sub(r"\\(.)", r"\1", plain.group(1) or plain.group(2) or "")
    else:
        return None
    last = re.split(r"[/\\]", name)[-1]
    return last if last.strip(". ") and last.isprintable() else None


def _file(answer: Response) -> _File:
    etag = answer.headers.get("ETag") or ""
    found, named = hashlib.sha256(answer.content).hexdigest(), _SHA256.fullmatch(etag)
    if named and named.group(1) != found:
        raise IntegrityError("the content is not the one that the hub names: its SHA-256 is another one", _MISMATCH)
    media_type = answer.headers.get("Content-Type") or "application/octet-stream"
    return _File(content=answer.content, media_type=media_type, sha256=found, etag=etag, is_verified=named is not None)
