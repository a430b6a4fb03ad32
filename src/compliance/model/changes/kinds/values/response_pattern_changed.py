"""A value that is received has another pattern, and it cannot be told whether it allows more.

Programs that rely on the former form may fail.

To avoid it, write patterns without look-ahead and references, so that they can be compared, or keep the former one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import broken_patterns
from compliance.model.example import Versions


@change(Level.WARNING, Part.RESPONSE)
def response_pattern_changed(pair: ValuePair) -> Iterator[Difference]:
    for pattern in broken_patterns(pair, is_decided=False):
        template = "{operation} may send in {name} what does not match {pattern}; it cannot be told"
        yield Difference(template, pattern=pattern, between=pair.places("pattern"))


FOUND = {
    "GET /ho may send in ma what does not match ^(?!0)[0-9]+$; it cannot be told": Versions(
        answered("properties: {ma: {type: string, pattern: '^(?!0)[0-9]+$'}}"),
        answered("properties: {ma: {type: string, pattern: '^[1-9][0-9]*$'}}"),
    )
}
HARMLESS = [Versions(answered("type: string"), answered("type: string, pattern: '^(?!0)a'"))]
