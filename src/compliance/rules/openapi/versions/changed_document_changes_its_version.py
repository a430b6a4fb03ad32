"""A document that changed has another version.

Broken: Two different documents have one version

Whoever keeps the version that a program was tested with has to see from the number that something changed.

To mend it, raise the version with every published change: PATCH for corrections, MINOR for additions, MAJOR for what
breaks callers.

Shows that two documents of one version say the same, order, server addresses and words for people aside. Does not show
that nothing was published between them.
"""

from collections.abc import Iterator

from compliance.model.derived.version_pair import VersionPair
from compliance.model.example import Versions
from compliance.model.openapi.difference import first_difference_in_substance
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def has_one_version(pair: VersionPair) -> bool:
    older, newer = (document.info.mapping.get("version") for document in (pair.older, pair.newer))
    return older is not None and str(older) == str(newer)


@rule("NDX-CON-02", "ND47-2020.D25.K2-K3", "GP.SEMVER", when=has_one_version)
def changed_document_changes_its_version(pair: VersionPair) -> Iterator[Violation | Unknown]:
    if pair.older.files.is_version_2 != pair.newer.files.is_version_2:
        yield Unknown("the documents are written in two versions of OpenAPI, so they cannot be held together", at=pair)
        return
    found = first_difference_in_substance(pair.older, pair.newer)
    if found is not None:
        older, newer = found
        version = str(pair.newer.info.mapping.get("version"))[:40]
        template = "the document changed here, and its version is still {version}"
        yield Violation(template, at=newer, related=older, version=version)


_HEAD = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.1.0}\n"
_OLD = _HEAD + "paths: {/ho: {get: {summary: Tra cứu, deprecated: false}}}\n"
_STILL = "the document changed here, and its version is still"
GOOD = [
    Versions(_OLD, _OLD.replace("Tra cứu", "Tra cứu hộ") + "servers: [{url: https://api.example.gov.vn}]\n"),
]
BAD = {
    f"{_STILL} 1.1.0": Versions(_OLD, _HEAD + "paths: {/ho: {get: {deprecated: true}}}  # <-\n"),
    f"{_STILL} 1.0": Versions(
        "swagger: '2.0'\ninfo: {version: 1.0}\npaths: {/ho: {get: {}}}\n",
        "swagger: '2.0'\ninfo: {version: '1.0'}\npaths: {/ho: {get: {}}, /xa: {get: {}}}  # <-\n",
    ),
}
UNKNOWN = [Versions("swagger: '2.0'\ninfo: {version: 1.1.0}\npaths: {}\n", _OLD)]
IRRELEVANT = [
    Versions(_OLD, _OLD.replace("1.1.0", "1.1.1").replace("false", "true")),
    Versions(_OLD, "openapi: 3.1.0\npaths: {}\n"),
]
