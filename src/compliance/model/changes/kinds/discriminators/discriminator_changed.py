"""Another member tells which form a value has.

Programs look at the former one and take the value for something else.

To avoid it, keep the member that tells the forms apart.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.discriminator import member
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.BREAKING)
def discriminator_changed(pair: ValuePair) -> Iterator[Difference]:
    old, new = member(pair.older), member(pair.newer)
    if old is not None and new is not None and old != new:
        template = "{name} of {operation} is told apart by {new}, before it was {old}"
        yield Difference(template, old=old, new=new, between=pair.places("discriminator"))


_FORMS = "oneOf: [{$ref: '#/components/schemas/Ho'}, {$ref: '#/components/schemas/To'}], discriminator: "
_PARTS = (
    "components: {schemas: {Ho: {properties: {loai: {}, kieu: {}}}, To: {properties: {loai: {}, kieu: {}, ma: {}}}}}\n"
)
_OLD = answered(f"{_FORMS}{{propertyName: loai}}", _PARTS)
FOUND = {
    "200 application/json of GET /ho is told apart by kieu, before it was loai": Versions(
        _OLD, answered(f"{_FORMS}{{propertyName: kieu}}", _PARTS)
    )
}
HARMLESS = [Versions(_OLD, answered(f"{_FORMS}{{propertyName: loai, mapping: {{Ho: Ho, To: To}}}}", _PARTS))]
