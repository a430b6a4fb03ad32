"""What is meant by a value that is missing from an answer is something else now.

Programs that put the former default in its place go wrong.

To avoid it, keep the default, or always send the value.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.changes.values import changed_default, written
from compliance.model.example import Versions


@change(Level.WARNING, Part.RESPONSE)
def response_default_changed(pair: ValuePair) -> Iterator[Difference]:
    found = changed_default(pair) if not pair.is_required[1] else None
    if found is not None:
        template = "{operation} means {new} where {name} is missing, before it was {old}"
        yield Difference(template, old=written(found[:1]), new=written(found[1:]), between=pair.places("default"))


_OLD = answered("properties: {loai: {type: string, default: A}}")
FOUND = {
    "GET /ho means B where loai is missing, before it was A": Versions(_OLD, _OLD.replace("default: A", "default: B"))
}
HARMLESS = [
    Versions(
        answered("required: [loai], properties: {loai: {type: string, default: A}}"),
        answered("required: [loai], properties: {loai: {type: string, default: B}}"),
    )
]
