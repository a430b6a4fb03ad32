"""A value that is received need no longer meet a condition that it met.

Programs that rely on it meet what was ruled out.

To avoid it, keep the condition.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.conditions import added_conditions
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_condition_removed(pair: ValuePair) -> Iterator[Difference]:
    for keyword in added_conditions(pair):
        template = "{operation} may send in {name} what `{keyword}` ruled out"
        yield Difference(template, keyword=keyword, between=pair.places(keyword.partition("/")[0]))


_OLD = answered("type: object, not: {required: [ma]}")
FOUND = {"GET /ho may send in 200 application/json what `not` ruled out": Versions(_OLD, answered("type: object"))}
HARMLESS = [Versions(answered("type: object"), _OLD)]
