"""Another value, or another form behind it, tells which form something has.

Programs send, or wait for, a value that means nothing any more, or something else.

To avoid it, keep in `mapping` the value that a form had, whatever its schema is called.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.discriminator import changed_values
from compliance.model.changes.example import sent
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING)
def discriminator_value_changed(pair: ValuePair) -> Iterator[Difference]:
    for value in changed_values(pair):
        template = "in {name} of {operation} the value {value} no longer means what it meant"
        yield Difference(template, value=value, between=pair.places("discriminator"))


_FORMS = "oneOf: [{$ref: '#/components/schemas/Ho'}, {$ref: '#/components/schemas/To'}], discriminator: "
_PARTS = "components: {schemas: {Ho: {properties: {loai: {}, ten: {}}}, To: {properties: {loai: {}, ma: {}}}}}\n"
_OLD = sent(f"{_FORMS}{{propertyName: loai, mapping: {{h: '#/components/schemas/Ho', t: To}}}}", _PARTS)
FOUND = {
    "in application/json of POST /ho the value t no longer means what it meant": Versions(
        _OLD, _OLD.replace("t: To", "x: To")
    ),
    "in application/json of POST /ho the value To no longer means what it meant": Versions(
        sent(f"{_FORMS}{{propertyName: loai}}", _PARTS),
        sent(f"{_FORMS}{{propertyName: loai}}".replace("/To", "/Nhom"), _PARTS.replace("To:", "Nhom:")),
    ),
}
HARMLESS = [
    Versions(
        _OLD,
        sent(
            f"{_FORMS}{{propertyName: loai, mapping: {{h: Ho, t: Nhom}}}}".replace("/To", "/Nhom"),
            _PARTS.replace("To:", "Nhom:"),
        ),
    ),
    Versions(_OLD, _OLD.replace("t: To", "t: To, nhom: To")),
]
