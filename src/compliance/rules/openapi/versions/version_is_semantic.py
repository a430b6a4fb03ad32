"""A document states a semantic version, and its addresses agree with it.

Broken: The version does not tell whether a change breaks callers

Whoever calls a service has to see from the version alone whether a change can break the program.

To mend it, write `info.version` as MAJOR.MINOR or MAJOR.MINOR.PATCH, and let a version in the address of a server
(`/v2`) be the same MAJOR.

Shows the form of the version. Does not show that changes since the last version kept to it.
"""

from collections.abc import Iterator

from compliance.model.openapi.document import SEMANTIC, Document
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation

IN_PATH = late(r"/v(\d+)(?=/|$)")


@rule("GP.SEMVER")
def version_is_semantic(document: Document) -> Iterator[Violation]:
    version = document.info.mapping.get("version")
    if version is None:
        yield Violation("the document states no version", at=document.info)
        return
    stated = SEMANTIC.fullmatch(str(version))
    if stated is None:
        found = str(version)[:40]
        at = document.info.at.child("version")
        yield Violation("the version {found} is not of the form MAJOR.MINOR.PATCH", at=at, found=found)
        return
    for server in {(server.at, server.path): server for server in document.nodes.servers}.values():
        in_path = IN_PATH.search(server.path)
        if in_path is not None and in_path[1].lstrip("0") != stated[1].lstrip("0"):
            template = "the address says version {path}, the document {version}"
            yield Violation(template, at=server, path=in_path[1][:20], version=stated[0][:40])


GOOD = [
    "openapi: 3.1.0\ninfo: {version: 2.1.0}\nservers: [{url: 'https://v1/{ban}', variables: {ban: {default: v2}}}]\n",
    "openapi: 3.1.0\ninfo: {version: 2.1.0}\nservers: [{url: https://api.example.gov.vn/v2}]\npaths: {}\n",
    "swagger: '2.0'\ninfo: {title: Tra cứu, version: '1.0'}\nhost: api.example.gov.vn\npaths: {}\n",
]
BAD = {
    "the document states no version": "openapi: 3.1.0\ninfo: {title: Tra cứu}  # <-\npaths: {}\n",
    "the version latest is not of the form MAJOR.MINOR.PATCH": """
        openapi: 3.1.0
        info: {title: Tra cứu, version: latest}  # <-
        paths: {}
        """,
    "the address says version 2, the document 1.4.0": """
        openapi: 3.1.0
        info: {title: Tra cứu, version: 1.4.0}
        servers: [{url: https://api.example.gov.vn/v2}]  # <-
        paths: {}
        """,
    "the address says version 3, the document 1.4.0": "swagger: '2.0'\ninfo: {version: 1.4.0}\nbasePath: /v3  # <-\n",
}
