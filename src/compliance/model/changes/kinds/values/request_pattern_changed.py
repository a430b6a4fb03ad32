"""A value that is sent has to match another pattern, and it cannot be told whether it refuses more.

Programs that send what was accepted may be refused.

To avoid it, write patterns without look-ahead and references, so that they can be compared, or keep the former one.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import broken_patterns
from compliance.model.example import Versions


@change(Level.WARNING, Part.REQUEST)
def request_pattern_changed(pair: ValuePair) -> Iterator[Difference]:
    for pattern in broken_patterns(pair, is_decided=False):
        yield Difference(
            "{operation} accepts in {name} what matches {pattern}", pattern=pattern, between=pair.places("pattern")
        )


FOUND = {
    "POST /ho accepts in ma what matches ^(?!0)[0-9]+$": Versions(
        sent("properties: {ma: {type: string, pattern: '^[0-9]+$'}}"),
        sent("properties: {ma: {type: string, pattern: '^(?!0)[0-9]+$'}}"),
    )
}
HARMLESS = [Versions(sent("type: string, pattern: '^(?!0)a'"), sent("pattern: '^(?!0)a', type: string"))]
