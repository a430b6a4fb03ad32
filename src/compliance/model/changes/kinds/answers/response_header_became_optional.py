"""A header that every answer had may be missing.

Programs that rely on it fail where it is not sent.

To avoid it, go on sending the header with every answer.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import called
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import HeaderPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_header_became_optional(pair: HeaderPair) -> Iterator[Difference]:
    if (
        pair.older is not None
        and pair.newer is not None
        and pair.older.mapping.get("required") is True
        and pair.newer.mapping.get("required") is not True
    ):
        yield Difference("{operation} no longer promises {name}")


_OLD = called("responses: {'200': {headers: {ETag: {required: true}}}}")
_NEW = called("responses: {'200': {headers: {ETag: {}}}}")
FOUND = {"GET /ho no longer promises ETag": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
