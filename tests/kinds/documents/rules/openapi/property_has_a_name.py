"""A property has a name.

Broken: A property has no name

Nobody can ask for what has no name.

To mend it, name it.

Shows that there is a name. Does not show that it says what the property holds.
"""

from collections.abc import Iterator

from compliance.model.openapi.schema import Property
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.OAS")
def property_has_a_name(member: Property) -> Iterator[Violation]:
    if not member.name.strip():
        yield Violation("a property has no name", at=member)


_HEAD = "openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {Ho: {properties: {"
GOOD = [_HEAD + "ten: {type: string}}}}}\n"]
BAD = {"a property has no name": _HEAD + "'': {type: string}}}}}  # <-\n"}
