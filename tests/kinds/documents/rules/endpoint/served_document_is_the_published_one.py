"""The platform serves the document that it published.

Broken: The platform serves another document than it published

Whoever builds against the published document has to find the service that it describes.

To mend it, publish the served document, or serve the published one.

Shows the first place at which the two differ. Does not show which of them the service keeps to.
"""

from collections.abc import Iterator

from compliance.model.derived.spec_pair import ServedSpecPair
from compliance.model.example import Platform
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("TT13-2017.D7.K1", "GP.OWASP-API9")
def served_document_is_the_published_one(pair: ServedSpecPair) -> Iterator[Violation]:
    if pair.difference is not None:
        published, served = pair.difference
        yield Violation("the served document is not the published one", at=served, related=published)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"
_PUBLISHED = """
openapi: 3.1.0
info: {title: Tra cứu, version: 1.0.0}
servers: [{url: https://a.example}]
paths:
  /households:
    get:
      tags: [a, b]
      parameters: [{name: page, in: query}, {name: size, in: query}]
      responses: {'200': {$ref: 'common.yaml#/ok'}}
"""
_SERVED = """
paths:
  /households:
    get:
      responses: {'200': {$ref: '#/components/responses/Ok'}}
      parameters: [{name: size, in: query}, {in: query, name: page}]
      tags: [b, a]
components: {responses: {Ok: {description: Được}}}
info: {version: 1.0.0, title: Tra cứu}
openapi: 3.1.0
"""
_FILES = {"openapi.yaml": _PUBLISHED, "common.yaml": "ok: {description: Được}\n"}
_ALONE = {"openapi.yaml": "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {}\n"}
GOOD = [
    Platform(
        _RECORD, _ALONE, served='{"paths": {}, "info": {"version": "1.0.0", "title": "Tra cứu"}, "openapi": "3.1.0"}'
    ),
    Platform(_RECORD, _FILES, served=_SERVED),
]
BAD = {
    "the served document is not the published one": Platform(
        _RECORD, _ALONE, served="openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.1.0}  # <-\npaths: {}\n"
    ),
}
UNKNOWN = [Platform(_RECORD, _ALONE), Platform(_RECORD)]
