"""The hub hands out the document that the platform serves.

Broken: The hub hands out another document than the platform serves

Members of the hub know a service by the document that they get there.

To mend it, refresh the document at the hub.

Shows that both said the same when they were read, order, servers and formatting aside; a finding names the first place
at which they differ. Does not show that either is up to date.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.spec_pair import HubSpecPair
from compliance.model.example import Platform
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = {
    "lacking": "the served document has {member} here, the one at the hub has not",
    "surplus": "the document at the hub has {member} here, the served one has not",
    "other": "the served document says something else here than the one at the hub",
}


@rule("TT13-2017.D7.K1", "NDX-CON-02", "ND47-2020.D25.K2-K3", "GP.OWASP-API9", "QD1425-2026.P2.API-C")
def hub_document_is_the_served_one(pair: HubSpecPair) -> Iterator[Violation]:
    yield from pair.breach(MESSAGES)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"
_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\n"
_SERVED = _HEAD + "servers: [{url: https://a.example/v1}]\npaths: {/households: {get: {}}}\n"
_AT_HUB = "paths: {/households: {get: {}}}\nservers: [{url: /v1}]\n" + _HEAD
_FILES = {"openapi.yaml": _SERVED}
GOOD = [Platform(_RECORD, _FILES, served=_SERVED, hub=_AT_HUB)]
BAD = {
    "the served document says something else here than the one at the hub": Platform(
        _RECORD, _FILES, served=_SERVED, hub=_SERVED.replace("1.0.0}", "0.9.0}  # <-")
    ),
    "the served document has /households here, the one at the hub has not": Platform(
        _RECORD, _FILES, served=_SERVED, hub=_HEAD + "paths: {}  # <-\n"
    ),
    "the document at the hub has post here, the served one has not": Platform(
        _RECORD, _FILES, served=_SERVED, hub=_HEAD + "paths: {/households: {get: {}, post: {}}}  # <-\n"
    ),
}
UNKNOWN = [Platform(_RECORD, _FILES, served=_SERVED), Platform(_RECORD, _FILES, hub=_AT_HUB)]
