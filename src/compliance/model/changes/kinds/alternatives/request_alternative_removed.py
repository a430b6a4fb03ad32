"""One of the forms in which a value could be sent is no longer accepted.

Programs that send that form are refused.

To avoid it, go on accepting it beside the others; what fits several of them needs `anyOf`, or a member by which they
exclude each other.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import AlternativePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.REQUEST)
def request_alternative_removed(pair: AlternativePair) -> Iterator[Difference]:
    if pair.taken_by:
        first, second = pair.taken_by
        template = (
            "{operation} no longer accepts {title} in {name}: it fits {first} and {second}, `oneOf` takes one alone"
        )
        yield Difference(template, title=pair.title, first=first, second=second)
    elif not pair.is_added:
        yield Difference("{operation} no longer accepts {title} in {name}", title=pair.title)


_PARTS = "components: {schemas: {Ho: {properties: {ten: {}}}, To: {required: [ma], properties: {ma: {}}}}}\n"
_HO, _TO = "{$ref: '#/components/schemas/Ho'}", "{$ref: '#/components/schemas/To'}"
_OLD = sent(f"oneOf: [{_HO}, {_TO}]", _PARTS)
FOUND = {
    "POST /ho no longer accepts To in application/json": Versions(
        _OLD, sent("$ref: '#/components/schemas/Ho'", _PARTS)
    ),
    "POST /ho no longer accepts To in application/json: it fits Ho and To, `oneOf` takes one alone": Versions(
        sent(f"anyOf: [{_HO}, {_TO}]", _PARTS), _OLD
    ),
}
HARMLESS = [
    Versions(_OLD, sent(f"anyOf: [{_TO}, {_HO}, {{type: string}}]", _PARTS)),
    Versions(sent("$ref: '#/components/schemas/Ho'", _PARTS), _OLD),
]
