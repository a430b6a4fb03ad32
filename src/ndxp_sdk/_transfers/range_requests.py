"""Resume downloads by range requests: what is asked, and what a response means for kept bytes (RFC 9110, 13.1.5, 14).

Only bytes of one and the same representation may stand in one file. A strong entity tag says that they are; everything
that leaves a doubt throws the kept bytes away or refuses the answer. No I/O.
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.digest import sha256_of
from ndxp_sdk._http.response import Headers

_STRONG: Final = re.compile(r'"[!#-~\x80-\xff]*"')
_RANGE: Final = re.compile(
    r"bytes (?:(?P<first>[0-9]{1,18})-(?P<last>[0-9]{1,18})|\*)/(?P<total>[0-9]{1,18}|\*)", re.IGNORECASE
)
_CODINGS: Final = frozenset({"gzip", "x-gzip", "deflate"})


@dataclass(frozen=True, slots=True)
class ExpectedFile:
    """The expected whole file, as far as it was known before. `size` in bytes, `sha256` in hexadecimal."""

    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeState:
    """The bytes at hand: the first `size` of a representation with this strong `etag`, `total` bytes and `sha256`."""

    size: int = 0
    etag: str | None = None
    total: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Append:
    """The body continues the kept bytes, up to `until` (exclusive), of `total` where the server says that."""

    until: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Restart:
    """The body is the whole: `kept` describes it before its first byte. `is_coded`: it has to be decompressed."""

    kept: ResumeState
    is_coded: bool = False


@dataclass(frozen=True, slots=True)
class Complete:
    """The kept bytes are all there is."""


@dataclass(frozen=True, slots=True)
class Refetch:
    """The kept bytes are of no use with this server: drop them and ask for the whole."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """The answer cannot become the wanted file."""

    code: str
    reason: str


Decision: TypeAlias = Append | Restart | Complete | Refetch | Refuse


def size_of(kept: ResumeState, wanted: ExpectedFile) -> int | None:
    """Return the size of the whole in bytes. None while it is not known."""
    return kept.total if wanted.size is None else wanted.size


def digest_of(kept: ResumeState, wanted: ExpectedFile) -> str | None:
    """Return the SHA-256 that the whole must have. None if it is not known."""
    return kept.sha256 if wanted.sha256 is None else wanted.sha256


def is_usable(kept: ResumeState, wanted: ExpectedFile) -> bool:
    """Return whether the kept bytes may be the beginning of what is wanted."""
    if kept.size == 0:
        return True
    size = size_of(kept, wanted)
    is_same = _agree((kept.total, wanted.size), (kept.sha256, wanted.sha256))
    is_tagged = kept.etag is not None and _STRONG.fullmatch(kept.etag) is not None
    return is_tagged and is_same and (size is None or kept.size <= size)


def fields(kept: ResumeState) -> Pairs:
    """Return the request headers: no compression, and Range with If-Range to continue the same representation."""
    asked = (("Accept-Encoding", "identity"),)
    if kept.size == 0 or kept.etag is None:
        return asked
    return (*asked, ("Range", f"bytes={kept.size}-"), ("If-Range", kept.etag))


def decide(kept: ResumeState, wanted: ExpectedFile, status: int, headers: Headers) -> Decision:
    """Decide what a response to a request with `fields(kept)` means."""
    match status:
        case 200:
            return _whole(wanted, headers)
        case 206 if kept.size and kept.etag is not None:
            return _range(kept, wanted, headers)
        case 416 if kept.size:
            return _no_range(kept, wanted, headers)
    return Refuse(
        "status-unexpected", f"the status is {status}; 200 or, for a range that was asked for, 206 is expected"
    )


def mismatch(kept: ResumeState, wanted: ExpectedFile, sha256: str) -> str | None:
    """Return why the bytes at hand are not the wanted file. None if they are."""
    size, digest = size_of(kept, wanted), digest_of(kept, wanted)
    if size is not None and kept.size != size:
        return f"the file has {kept.size} bytes, {size} are expected"
    if digest is not None and sha256 != digest:
        return f"the file has the SHA-256 {sha256}, {digest} is expected"
    return None


def _agree(*pairs: tuple[object, object]) -> bool:
    """Return whether each pair is equal, or one of it is not known."""
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


def _codings(headers: Headers) -> list[str]:
    named = (each.strip().lower() for value in headers.get_list("Content-Encoding") for each in value.split(","))
    return [each for each in named if each not in {"", "identity"}]


def _whole(wanted: ExpectedFile, headers: Headers) -> Decision:
    codings = _codings(headers)
    if not _CODINGS.issuperset(codings):
        return Refuse(
            "coding-unknown", "the file comes compressed in a way that was not asked for and is not understood"
        )
    is_coded = bool(codings)
    length = None if is_coded else _length(headers)
    told = ResumeState(0, None if is_coded else _strong(headers), length, sha256_of(headers.get("repr-digest")))
    if not is_coded and (other := _other(told, wanted)) is not None:
        return other
    if is_coded:  # because its digest and its entity tag are those of the compressed bytes
        told = ResumeState()
    is_framed = _length(headers) is not None or "chunked" in (headers.get("transfer-encoding") or "").lower()
    if not is_framed and digest_of(told, wanted) is None:
        return Refuse("length-unknown", "nothing tells how long the file is, so a torn one would look like a whole one")
    return Restart(told, is_coded)


def _range(kept: ResumeState, wanted: ExpectedFile, headers: Headers) -> Decision:
    found = _RANGE.fullmatch((headers.get("content-range") or "").strip())
    if found is None or found["first"] is None or (headers.get("content-encoding") or "identity").lower() != "identity":
        return Refetch("the answer to the range cannot be read")
    etag, tags = _strong(headers), headers.get_list("etag")
    if etag != kept.etag and (tags or digest_of(kept, wanted) is None):
        return Refetch("the file has changed, or nothing says that it has not")
    first, until = int(found["first"]), int(found["last"]) + 1
    total = None if found["total"] == "*" else int(found["total"])
    told = ResumeState(0, etag, total, sha256_of(headers.get("repr-digest")))
    if (other := _other(told, wanted)) is not None:
        return other
    known = size_of(kept, wanted) if total is None else total
    is_odd = first != kept.size or until <= first or (known is not None and until > known)
    if is_odd or not _agree((total, kept.total), (told.sha256, kept.sha256)):
        return Refetch("the answer holds another range than the one that was asked for")
    return Append(until, total)


def _no_range(kept: ResumeState, wanted: ExpectedFile, headers: Headers) -> Decision:
    """Decide on 416: nothing follows the kept bytes, or the file has become shorter."""
    found = _RANGE.fullmatch((headers.get("content-range") or "").strip())
    total = None if found is None or found["total"] == "*" else int(found["total"])
    is_same = not headers.get_list("etag") or _strong(headers) == kept.etag
    if total == kept.size and is_same and wanted.size in {None, total} and digest_of(kept, wanted) is not None:
        return Complete()
    return Refetch("the file has no such range: it is another one than before")


def _other(told: ResumeState, wanted: ExpectedFile) -> Refuse | None:
    """Build the refusal of a file that by its own account is not the wanted one."""
    if not _agree((told.total, wanted.size)):
        return Refuse("file-changed", f"the file has {told.total} bytes, {wanted.size} are expected")
    if not _agree((told.sha256, wanted.sha256)):
        return Refuse("file-changed", "the server names another SHA-256 for the file than the one that is expected")
    return None


def _strong(headers: Headers) -> str | None:
    tags = headers.get_list("etag")
    return tags[0] if len(tags) == 1 and _STRONG.fullmatch(tags[0]) else None


def _length(headers: Headers) -> int | None:
    text = (headers.get("content-length") or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
