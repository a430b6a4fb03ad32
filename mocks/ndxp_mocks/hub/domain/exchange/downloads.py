"""A file on its way to a reader. Faults change the plan of it; then the answer may break the contract."""

from dataclasses import dataclass
from typing import Final, Literal

from starlette.datastructures import Headers

from ndxp_mocks.hub.domain.exchange.ranges import Span, Unsatisfiable, requested_span
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.http.messages import HubAnswer, HubProblem
from ndxp_mocks.hub.injection.point import Point

Pair = tuple[str, str]
Ranges = Literal["served", "ignored", "refused"]


@dataclass(frozen=True, slots=True)
class Download:
    """`headers` are those of the request; `cut` is after how many bytes of the answer the connection breaks."""

    headers: Headers
    body: bytes
    media_type: str
    tag: str
    repr_digest: str
    ranges: Ranges = "served"
    coding: str | None = None
    cut: int | Literal["half"] | None = None
    is_faulty: bool = False


DOWNLOAD: Final[Point[Download]] = Point("download", "after-send")


def answer_to(download: Download) -> HubAnswer:
    """Return the file, or the range of it that was asked for.

    Raises HubProblem 416 for a range that the file does not have.
    """
    size = len(download.body)
    if download.ranges == "refused" and "range" in download.headers:
        raise _unsatisfiable(size)
    try:
        span = requested_span(download.headers, size, download.tag) if download.ranges == "served" else None
    except Unsatisfiable as error:
        raise _unsatisfiable(size) from error
    return _whole(download) if span is None else _part(download, span)


def _whole(download: Download) -> HubAnswer:
    return _answer(download, 200, download.body, ())


def _part(download: Download, span: Span) -> HubAnswer:
    content_range = ("Content-Range", f"bytes {span.first}-{span.last}/{len(download.body)}")
    return _answer(download, 206, download.body[span.first : span.last + 1], (content_range,))


def _answer(download: Download, status: int, body: bytes, headers: tuple[Pair, ...]) -> HubAnswer:
    coding = (("Content-Encoding", download.coding),) if download.coding else ()
    usual = (
        ("ETag", download.tag),
        ("Accept-Ranges", "bytes"),
        ("Repr-Digest", download.repr_digest),
        ("Content-Digest", content_digest(body)),
    )
    cut = len(body) // 2 if download.cut == "half" else download.cut
    whole = (*usual, *headers, *coding)
    return HubAnswer(status, body, whole, download.media_type, cut=cut, is_faulty=download.is_faulty)


def _unsatisfiable(size: int) -> HubProblem:
    headers = (("Content-Range", f"bytes */{size}"),)
    return HubProblem(416, "range-not-satisfiable", f"the file has {size} bytes", headers=headers)
