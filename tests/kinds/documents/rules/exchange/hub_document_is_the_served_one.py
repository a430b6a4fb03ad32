"""The hub hands out the document that the platform serves.

Broken: The hub hands out another document than the platform serves

Members of the hub know a service by the document that they get there.

To mend it, refresh the document at the hub.

Shows the first place at which the two differ, servers aside. Does not show which of them is out of date.
"""

from collections.abc import Iterator

from compliance.model.derived.spec_pair import HubSpecPair
from compliance.model.example import Platform
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("TT13-2017.D7.K1", "GP.OWASP-API9")
def hub_document_is_the_served_one(pair: HubSpecPair) -> Iterator[Violation]:
    if pair.difference is not None:
        served, at_hub = pair.difference
        yield Violation("the hub hands out another document than the platform serves", at=at_hub, related=served)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"
_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\n"
_SERVED = _HEAD + "servers: [{url: https://a.example/v1}]\npaths: {/households: {get: {}}}\n"
_AT_HUB = _HEAD + "servers: [{url: /v1}]\npaths: {/households: {get: {}}}\n"
_FILES = {"openapi.yaml": _SERVED}
GOOD = [Platform(_RECORD, _FILES, served=_SERVED, hub=_AT_HUB)]
BAD = {
    "the hub hands out another document than the platform serves": Platform(
        _RECORD, _FILES, served=_SERVED, hub=_HEAD + "paths: {/households: {post: {}}}  # <-\n"
    ),
}
UNKNOWN = [Platform(_RECORD, _FILES, served=_SERVED), Platform(_RECORD, _FILES, hub=_AT_HUB)]
