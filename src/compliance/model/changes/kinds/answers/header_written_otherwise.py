"""The value of a header is written in another way.

Programs that take it apart find something else.

To avoid it, keep `explode`, the media type or `collectionFormat` of the header as it is.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import HeaderPair
from compliance.model.example import Versions


@change(Level.BREAKING)
def header_written_otherwise(pair: HeaderPair) -> Iterator[Difference]:
    old, new = pair.forms
    is_media_type = "/" in old + new
    if pair.older is not None and pair.newer is not None and old != new and (is_media_type or (old and new)):
        template = "{name} of {operation} is written as {new}, before it was {old}"
        yield Difference(template, old=old or "simple", new=new or "simple")


def _header(stated: str) -> str:
    return called(f"responses: {{'200': {{headers: {{X-Ho: {{{stated}}}}}}}}}")


_OBJECT, _LIST = "schema: {type: object}", "schema: {type: array, items: {type: string}}"
FOUND = {
    "X-Ho of GET /ho is written as simple (explode), before it was simple": Versions(
        _header(_OBJECT), _header(f"{_OBJECT}, explode: true")
    ),
    "X-Ho of GET /ho is written as application/json, before it was simple": Versions(
        _header(_OBJECT), _header(f"content: {{application/json: {{{_OBJECT}}}}}")
    ),
}
HARMLESS = [
    Versions(_header(_OBJECT), _header(f"{_OBJECT}, explode: false")),
    Versions(_header(_LIST), _header(f"{_LIST}, explode: true")),
]
