"""The platform serves the document that it published.

Broken: The platform serves another document than it published

Whoever builds against the published document has to find the service that it describes.

To mend it, publish the served document, or serve the published one.

Shows that both said the same when they were read, order, servers and formatting aside; a finding names the first place
at which they differ. Does not show that the service keeps to either.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.spec_pair import ServedSpecPair
from compliance.model.example import Platform
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = {
    "lacking": "the published document has {member} here, the served one has not",
    "surplus": "the served document has {member} here, the published one has not",
    "other": "the published document says something else here than the served one",
}


@rule("TT13-2017.D7.K1", "NDX-CON-02", "ND47-2020.D25.K2-K3", "GP.OWASP-API9")
def served_document_is_the_published_one(pair: ServedSpecPair) -> Iterator[Violation]:
    yield from pair.breach(MESSAGES)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"
_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\n"
_FILES = {
    "openapi.yaml": _HEAD
    + "servers: [{url: https://a.example}]\npaths:\n  /households:\n    get:\n      tags: [a, b]\n"
    "      parameters: [{$ref: 'common.yaml#/size'}, {$ref: 'common.yaml#/page'}]\n",
    "common.yaml": "size: {name: size, in: query}\npage: {name: page, in: query}\n",
}
_SERVED = (
    "components: {parameters: {A: {in: query, name: page}, B: {name: size, in: query}}}\npaths: {/households: {get: "
    "{parameters: [{$ref: '#/components/parameters/A'}, {$ref: '#/components/parameters/B'}], tags: [b, a]}}}\n" + _HEAD
)
_ALONE = {"openapi.yaml": _HEAD + "paths: {/a: {get: {}}}\n"}
_SAME = '{"paths": {"/a": {"get": {}}}, "info": {"version": "1.0.0", "title": "Tra cứu"}, "openapi": "3.1.0"}'
GOOD = [Platform(_RECORD, _ALONE, served=_SAME), Platform(_RECORD, _FILES, served=_SERVED)]
BAD = {
    "the published document says something else here than the served one": Platform(
        _RECORD, _ALONE, served=_ALONE["openapi.yaml"].replace("1.0.0}", "1.1.0}  # <-")
    ),
    "the published document has get here, the served one has not": Platform(
        _RECORD, _ALONE, served=_HEAD + "paths: {/a: {}}  # <-\n"
    ),
    "the served document has post here, the published one has not": Platform(
        _RECORD, _ALONE, served=_HEAD + "paths: {/a: {get: {}, post: {}}}  # <-\n"
    ),
}
UNKNOWN = [Platform(_RECORD, _ALONE), Platform(_RECORD)]
