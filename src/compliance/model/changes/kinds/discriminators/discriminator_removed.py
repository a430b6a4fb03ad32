"""It is no longer said which member tells which form a value has.

Programs that were made from the document find the form by that member, and it need not tell it any more.

To avoid it, keep the `discriminator`.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level
from compliance.model.changes.discriminator import member
from compliance.model.changes.example import answered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ValuePair
from compliance.model.example import Versions


@change(Level.WARNING)
def discriminator_removed(pair: ValuePair) -> Iterator[Difference]:
    old = member(pair.older)
    if old is not None and member(pair.newer) is None:
        template = "{name} of {operation} is no longer said to be told apart by {old}"
        yield Difference(template, old=old, between=pair.places("discriminator"))


_FORMS = "oneOf: [{$ref: '#/components/schemas/Ho'}, {$ref: '#/components/schemas/To'}]"
_PARTS = "components: {schemas: {Ho: {properties: {loai: {}}}, To: {properties: {loai: {}, ma: {}}}}}\n"
_OLD, _NEW = answered(f"{_FORMS}, discriminator: {{propertyName: loai}}", _PARTS), answered(_FORMS, _PARTS)
FOUND = {"200 application/json of GET /ho is no longer said to be told apart by loai": Versions(_OLD, _NEW)}
HARMLESS = [Versions(_NEW, _OLD)]
