"""A value that is received need no longer match its pattern.

Programs that rely on its form fail on what looks otherwise.

To avoid it, keep the pattern, or tighten it.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import broken_patterns
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_pattern_loosened(pair: ValuePair) -> Iterator[Difference]:
    for pattern in broken_patterns(pair, is_decided=True):
        template = "{operation} may send in {name} what does not match {pattern}"
        yield Difference(template, pattern=pattern, between=pair.places("pattern"))


_OLD = answered("properties: {ma: {type: string, pattern: '^[0-9]{12}$'}}")
FOUND = {
    "GET /ho may send in ma what does not match ^[0-9]{12}$": Versions(
        _OLD, answered("properties: {ma: {type: string}}")
    ),
}
HARMLESS = [
    Versions(_OLD, _OLD.replace("^[0-9]{12}$", "^0[0-9]{11}$")),
    Versions(answered("properties: {ma: {type: string}}"), _OLD),
]
