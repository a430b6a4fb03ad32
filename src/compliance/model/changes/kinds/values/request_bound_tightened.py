"""A value that is sent has to keep to a tighter bound.

Programs that send what lies beyond it are refused.

To avoid it, keep the former bound.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import broken_bounds
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_bound_tightened(pair: ValuePair) -> Iterator[Difference]:
    for keyword, limit in broken_bounds(pair):
        template = "{operation} accepts less in {name}: `{keyword}` is now {limit}"
        yield Difference(template, keyword=keyword, limit=limit, between=pair.places(keyword))


_OLD = sent("properties: {ten: {type: string, maxLength: 50}, so: {type: integer, exclusiveMinimum: 0}}")
FOUND = {
    "POST /ho accepts less in ten: `maxLength` is now 20": Versions(_OLD, _OLD.replace("50", "20")),
    "POST /ho accepts less in trang: `maximum` is now 100": Versions(
        sent("properties: {trang: {type: integer}}"), sent("properties: {trang: {type: integer, maximum: 100}}")
    ),
    "POST /ho accepts less in so: `multipleOf` is now 4": Versions(
        sent("properties: {so: {type: integer, multipleOf: 2}}"),
        sent("properties: {so: {type: integer, multipleOf: 4}}"),
    ),
}
HARMLESS = [
    Versions(_OLD, _OLD.replace("50", "60")),
    Versions(_OLD, _OLD.replace("exclusiveMinimum: 0", "minimum: 1")),
    Versions(
        sent("type: integer, minimum: 0, exclusiveMinimum: true").replace("3.1.0", "3.0.3"),
        sent("type: integer, exclusiveMinimum: 0"),
    ),
    Versions(sent("type: string"), sent("type: string, minLength: 0")),
]
