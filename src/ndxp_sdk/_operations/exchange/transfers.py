"""Build calls of transfers beside their life cycle."""

from typing import Final

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.digest import content_digest
from ndxp_sdk._http.response import Response
from ndxp_sdk._operations.collection import CURRENT, Path, read
from ndxp_sdk._operations.exchange.interactions import EXCHANGE
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._validators import ANY_TEXT_OR_NONE, OCTETS, needed, whole
from ndxp_sdk.models.transfers import Manifest, TransferPart

_SINGLE: Final = "/exchange/v1/transfers/{transfer_id}"


def numbered(part: int) -> str:
    """Return the number of a part, counted from 1."""
    return str(needed("number", part, whole(1)))


def part_of(path: Path, content: bytes) -> Call[TransferPart]:
    """Build the call that stores a part; sent again it replaces what was there."""
    needed("content", content, OCTETS)
    return Call(
        operation="exchange.transfers.put_part",
        method="PUT",
        template=f"{_SINGLE}/parts/{{number}}",
        reads=model(TransferPart),
        path=path,
        headers=(("Content-Digest", content_digest(content)),),
        content=content,
        media_type="application/octet-stream",
        scopes=EXCHANGE,
    )


def manifest_of(path: Path, if_none_match: str | None) -> Call[Manifest | None]:
    """Build the call for the manifest, as it was sealed."""
    template = f"{_SINGLE}/manifest"
    return read("exchange.transfers.manifest", template, Manifest, path, if_none_match, scopes=EXCHANGE)


def file_of(path: Path, fields: Pairs, answers: frozenset[int] = CURRENT) -> Call[Response]:
    """Build the call for a file, or a range of it. `answers` are further statuses that are no failure."""
    return Call(
        operation="exchange.transfers.file",
        method="GET",
        template=f"{_SINGLE}/files/{{name}}",
        reads=_itself,
        path=path,
        headers=fields,
        answers=answers,
        scopes=EXCHANGE,
    )


def range_fields(range_: str | None, if_range: str | None, if_none_match: str | None) -> Pairs:
    """Return the header fields of a request for a file: no compression, because a range is of the bytes as they are."""
    for name, said in (("range_", range_), ("if_range", if_range), ("if_none_match", if_none_match)):
        needed(name, said, ANY_TEXT_OR_NONE)
    given = (("Range", range_), ("If-Range", if_range), ("If-None-Match", if_none_match))
    return (("Accept-Encoding", "identity"), *((name, value) for name, value in given if value is not None))


def _itself(answer: Response) -> Response:
    return answer
