"""A value that is sent has to meet a condition that there was not.

Programs that do not meet it are refused.

To avoid it, accept what does not meet the condition, too.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.conditions import added_conditions
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_condition_added(pair: ValuePair) -> Iterator[Difference]:
    for keyword in added_conditions(pair):
        template = "{operation} accepts {name} only where `{keyword}` allows it"
        yield Difference(template, keyword=keyword, between=pair.places(keyword.partition("/")[0]))


FOUND = {
    "POST /ho accepts application/json only where `not` allows it": Versions(
        sent("type: object"), sent("type: object, not: {required: [ma]}")
    ),
    "POST /ho accepts application/json only where `dependentRequired` allows it": Versions(
        sent("properties: {a: {}, b: {}}"), sent("properties: {a: {}, b: {}}, dependentRequired: {a: [b]}")
    ),
}
HARMLESS = [
    Versions(sent("type: object, not: {required: [ma]}"), sent("type: object")),
    Versions(sent("type: object, not: {required: [a, b]}"), sent("not: {required: [b, a]}, type: object")),
]
