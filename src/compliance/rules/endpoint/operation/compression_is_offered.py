"""Large answers come compressed to those who ask.

Broken: Large answers come uncompressed

Text shrinks to a tenth when it is compressed; uncompressed it takes time and line of both sides.

To mend it, let the server or the proxy before it compress text for callers that send `Accept-Encoding: gzip`.

Shows answers over 10 KiB that were asked for twice, once with `Accept-Encoding: gzip`. Does not show smaller ones, nor
forms that are compressed in themselves.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.observation import Comparison, Difference, HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

LARGE: Final = 10 * 1024
_CODINGS: Final = frozenset({"gzip", "x-gzip", "br", "zstd", "deflate", "compress"})


def is_of_a_large_text(pair: Comparison) -> bool:
    """Return whether a large answer that can shrink was asked for compressed."""
    first = pair.first
    if pair.difference is not Difference.ENCODING or not isinstance(first, HttpExchange):
        return False
    return first.body_size > LARGE and _can_shrink(first.media_type or "")


@rule("GP.RFC9110", when=is_of_a_large_text)
def compression_is_offered(pair: Comparison) -> Iterator[Violation | Unknown]:
    second = pair.second
    if not isinstance(second, HttpExchange):
        return
    if not 200 <= (second.status or 0) < 300:
        template = "whether answers are compressed cannot be told: asked again, the service answered {status}"
        yield Unknown(template, at=pair, status=second.status or "-")
    elif not _CODINGS & {coding.strip().lower() for coding in (second.header("content-encoding") or "").split(",")}:
        yield Violation("{size} bytes came uncompressed, though gzip was asked for", at=pair, size=second.body_size)


def _can_shrink(media_type: str) -> bool:
    is_text = media_type.startswith("text/") or media_type.endswith(("json", "xml", "yaml", "csv"))
    return is_text or media_type == "image/svg+xml"


def _answer(status: int, size: int, coding: str | None = None, kind: str = "application/json") -> HttpExchange:
    headers = () if coding is None else (("content-encoding", coding),)
    url = "https://a.example/v1/points"
    return HttpExchange("GET", url, status, headers=headers, media_type=kind, body_size=size)


def _pair(first: HttpExchange, second: HttpExchange) -> Comparison:
    return Comparison(Difference.ENCODING, first, second, ("", "gzip"))


_LARGE = _answer(200, 20_000)
GOOD = [_pair(_LARGE, _answer(200, 2_000, "gzip")), _pair(_LARGE, _answer(200, 2_000, "BR"))]
BAD = {"20000 bytes came uncompressed, though gzip was asked for": _pair(_LARGE, _LARGE)}
UNKNOWN = [_pair(_LARGE, _answer(503, 0))]
IRRELEVANT = [
    _pair(_answer(200, 10_240), _answer(200, 10_240)),
    _pair(_answer(200, 20_000, kind="image/png"), _answer(200, 20_000)),
    Comparison(Difference.VALIDATOR, _LARGE, _LARGE, ("", '"1"')),
]
