"""Media types: which of those documented a caller accepts or has sent."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_mocks.openapi.endpoint import Media

_JSON: Final = re.compile(r"(application|text)/(json|[^;]*\+json)")
_LINES: Final = re.compile(r"application/(x-ndjson|ndjson|jsonl|json-seq|x-jsonlines)")
_XML: Final = re.compile(r"(application|text)/(xml|[^;]*\+xml)")
_QUALITY: Final = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)")


def essence(media_type: str) -> str:
    """Return a media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    return _JSON.fullmatch(essence(media_type)) is not None


def is_json_lines(media_type: str) -> bool:
    return _LINES.fullmatch(essence(media_type)) is not None


def is_xml(media_type: str) -> bool:
    return _XML.fullmatch(essence(media_type)) is not None


def is_form(media_type: str) -> bool:
    return essence(media_type) == "application/x-www-form-urlencoded"


def chosen_media(documented: Iterable[Media], sent_as: str) -> Media | None:
    """Return the documented form that a body of this type has, the most particular one."""
    named = sorted(documented, key=lambda each: essence(each.type).count("*"))
    return next((each for each in named if _covers(essence(each.type), essence(sent_as))), None)


def negotiate(documented: Iterable[str], accept: str | None) -> str | None:
    """Return the documented type that a caller likes best (RFC 9110, 12.5.1), None if it takes none of them."""
    offered = list(documented)
    if accept is None or not accept.strip() or not offered:
        return next(iter(offered), None)
    wished = sorted(_wishes(accept), key=lambda each: (each[0].count("*"), -each[1]))
    ranked = [(_quality(each, wished), -at, each) for at, each in enumerate(offered)]
    quality, _, best = max(ranked)
    return best if quality > 0 else None


def _quality(media_type: str, wished: list[tuple[str, float]]) -> float:
    offered = essence(media_type)
    return next((quality for kind, quality in wished if _covers(kind, offered) or _covers(offered, kind)), 0.0)


def _wishes(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        kind, *parameters = (each.strip() for each in part.split(";"))
        stated = next((each.partition("=")[2] for each in parameters if each.lower().startswith("q=")), "1")
        yield kind.lower(), float(stated) if _QUALITY.fullmatch(stated) else 1.0


def _covers(wide: str, narrow: str) -> bool:
    if wide in {"*/*", "*"} or wide == narrow:
        return True
    return wide.endswith("/*") and narrow.startswith(wide[:-1])
