"""No flow of OAuth 2 is offered that gives tokens or passwords away.

Broken: A flow of OAuth 2 is offered that gives tokens or passwords away

The flow `implicit` puts the token into an address, the flow `password` gives the password of a user to the calling
program. RFC 9700 (sections 2.1.2 and 2.4) advises against the first and forbids the second.

To mend it, offer `clientCredentials` to the systems of agencies and `authorizationCode` with PKCE to people
(`application` and `accessCode` in version 2.0).

Shows the flows that the document offers. Does not show that the identity server offers no other.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.security import SecurityScheme, flows_of
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

UNSAFE: Final = frozenset({"implicit", "password"})


def is_of_oauth(scheme: SecurityScheme) -> bool:
    return scheme.kind == "oauth2"


@rule("GP.RFC9700", when=is_of_oauth)
def oauth_flows_are_safe(scheme: SecurityScheme) -> Iterator[Violation | Unknown]:
    if not (scheme.node.has("flow") or scheme.node.has("flows")):
        yield Unknown("the security scheme names no flow", at=scheme)
    for name, flow in flows_of(scheme.node):
        if name in UNSAFE:
            yield Violation(
                "the security scheme {scheme} offers the flow {flow}", at=flow, scheme=scheme.name[:100], flow=name
            )


_HEAD = "openapi: 3.1.0\npaths: {}\ncomponents:\n  securitySchemes:\n    t:\n      type: oauth2\n"
GOOD = [
    _HEAD + "      flows: {clientCredentials: {tokenUrl: https://id.example.gov.vn}, x-old: {implicit: {}}}\n",
    _HEAD + "      flows: {}\n",
    "swagger: '2.0'\npaths: {}\nsecurityDefinitions: {t: {type: oauth2, flow: application}}\n",
]
BAD = {
    "the security scheme t offers the flow implicit": _HEAD
    + "      flows:\n        implicit: {authorizationUrl: https://id.example.gov.vn}  # <-\n",
    "the security scheme t offers the flow password": (
        "swagger: '2.0'\npaths: {}\nsecurityDefinitions: {t: {type: oauth2, flow: password}}  # <-\n"
    ),
}
IRRELEVANT = [_HEAD.replace("oauth2", "http")]
UNKNOWN = [_HEAD]
