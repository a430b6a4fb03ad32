"""A part of a form is written in another way, or in another media type.

What programs send is refused or read as something else; what they receive they cannot read.

To avoid it, keep `contentType`, `style` and `explode` of its `encoding` as they are, or accept the former ones, too.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.media_types import holds
from compliance.model.changes.pair import EncodingPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def part_written_otherwise(pair: EncodingPair) -> Iterator[Difference]:
    allowed, found = (pair.newer, pair.older) if pair.is_sent else (pair.older, pair.newer)
    is_refused = allowed.media_types and any(not holds(allowed.media_types, each) for each in found.media_types)
    if is_refused or (pair.has_parts and allowed.style != found.style):
        template = "{name} of {operation} is written as {new}, before it was {old}"
        old, new = (
            (_listed(pair.older.media_types), _listed(pair.newer.media_types))
            if is_refused
            else (pair.older.style, pair.newer.style)
        )
        yield Difference(template, old=old, new=new)


def _listed(media_types: frozenset[str]) -> str:
    return ", ".join(sorted(media_types))[:60]


def _form(media_type: str, encoding: str) -> str:
    schema = "schema: {properties: {anh: {type: array, items: {type: string}}}}"
    body = f"content: {{{media_type}: {{{schema}, encoding: {{anh: {{{encoding}}}}}}}}}"
    return offered(f"/ho: {{post: {{requestBody: {{{body}}}}}}}")


_PICTURE = _form("multipart/form-data", "contentType: 'image/png, image/jpeg'")
_LIST = _form("application/x-www-form-urlencoded", "")
FOUND = {
    "anh of POST /ho is written as image/png, before it was image/jpeg, image/png": Versions(
        _PICTURE, _form("multipart/form-data", "contentType: image/png")
    ),
    "anh of POST /ho is written as pipeDelimited, before it was form (explode)": Versions(
        _LIST, _form("application/x-www-form-urlencoded", "style: pipeDelimited")
    ),
}
HARMLESS = [
    Versions(_form("multipart/form-data", "contentType: image/png"), _PICTURE),
    Versions(_PICTURE, _form("multipart/form-data", "contentType: 'image/jpeg,image/png'")),
    Versions(_LIST, _form("application/x-www-form-urlencoded", "style: form, explode: true")),
]
