"""A value may be received in a form that there was not.

Programs that tell the known forms apart meet one that they do not know.

To avoid it, send the new form only to those who ask for it.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import AlternativePair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def response_alternative_added(pair: AlternativePair) -> Iterator[Difference]:
    if pair.is_added:
        yield Difference("{operation} may send {title} in {name}", title=pair.title)


_PARTS = "components: {schemas: {Ho: {properties: {ten: {}}}, To: {required: [ma], properties: {ma: {}}}}}\n"
_HO, _TO = "{$ref: '#/components/schemas/Ho'}", "{$ref: '#/components/schemas/To'}"
_NEW = answered(f"oneOf: [{_HO}, {_TO}]", _PARTS)
FOUND = {
    "GET /ho may send To in 200 application/json": Versions(answered("$ref: '#/components/schemas/Ho'", _PARTS), _NEW),
    "GET /ho may send integer in 200 application/json": Versions(
        _NEW, answered(f"oneOf: [{_HO}, {_TO}, {{type: integer}}]", _PARTS)
    ),
}
HARMLESS = [
    Versions(_NEW, answered(f"oneOf: [{_TO}, {_HO}]", _PARTS)),
    Versions(_NEW, answered(f"oneOf: [{_HO}]", _PARTS)),
]
