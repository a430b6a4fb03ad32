"""A value that is sent has to match a pattern that refuses what was accepted.

Programs that send it are refused.

To avoid it, let the new pattern match all that the former one did.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import broken_patterns
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_pattern_tightened(pair: ValuePair) -> Iterator[Difference]:
    for pattern in broken_patterns(pair, is_decided=True):
        yield Difference(
            "{operation} accepts in {name} only what matches {pattern}", pattern=pattern, between=pair.places("pattern")
        )


_OLD = sent("properties: {ma: {type: string, pattern: '^[0-9]{9,12}$'}}")
FOUND = {
    "POST /ho accepts in ma only what matches ^[0-9]{12}$": Versions(_OLD, _OLD.replace("{9,12}", "{12}")),
    "POST /ho accepts in ma only what matches ^[0-9]{9,12}$": Versions(sent("properties: {ma: {type: string}}"), _OLD),
}
HARMLESS = [
    Versions(_OLD, _OLD.replace("{9,12}", "{9,14}")),
    Versions(_OLD, _OLD.replace("^[0-9]{9,12}$", "^[0-9]{9}([0-9]{1,3})?$")),
    Versions(_OLD, _OLD.replace(", pattern: '^[0-9]{9,12}$'", "")),
]
