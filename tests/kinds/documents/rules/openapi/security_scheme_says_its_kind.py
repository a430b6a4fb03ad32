"""A security scheme says of which kind it is.

Broken: A security scheme does not say of which kind it is

A program that does not know the kind cannot authenticate.

To mend it, write `type`.

Shows that a kind is written. Does not show that the service takes it.
"""

from collections.abc import Iterator

from compliance.model.openapi.security import SecurityScheme
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.OAS")
def security_scheme_says_its_kind(scheme: SecurityScheme) -> Iterator[Violation]:
    if scheme.kind is None:
        yield Violation("the security scheme {name} has no type", at=scheme, name=scheme.name)


_HEAD = "openapi: 3.1.0\npaths: {}\ncomponents: {securitySchemes: {token: "
GOOD = [_HEAD + "{type: http, scheme: bearer}}}\n"]
BAD = {"the security scheme token has no type": _HEAD + "{scheme: bearer}}}  # <-\n"}
