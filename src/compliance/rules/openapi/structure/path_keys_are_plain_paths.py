"""A path holds no query and no host, and no two paths match the same calls.

Broken: A path is written so that a call cannot be matched with it

Gateways and clients compare the path of a call with the paths of the document. One with a query or a host is never
matched, and of two that differ only in the names in braces nobody knows which one is meant.

To mend it, describe what stands behind `?` as parameters with `in: query`, name the host under `servers`, and give one
description to paths that differ only in the names in their braces.

Shows that each path can be matched in one way. Does not show that the service knows it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.steps import without_extensions
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation

_BRACES: Final = late(r"\{([^{}]*)\}")
MESSAGES: Final = {
    "host": "a path holds a host; only what follows it is a path",
    "query": "a path holds a query, which belongs into parameters",
    "fragment": "a path holds #, which is never sent to a service",
    "slash": "a path holds two slashes in a row",
    "braces": "the braces of a path do not pair",
    "empty": "braces of a path hold no name",
}


@rule("NDX-CON-02", "GP.OAS")
def path_keys_are_plain_paths(document: Document) -> Iterator[Violation]:
    paths, seen = document.root.get("paths"), dict[str, Node]()
    for path, node in without_extensions(paths.members()) if paths is not None else ():
        for fault in _faults(path):
            yield Violation(MESSAGES[fault], at=node, key=fault)
        for name in (name[:60] for name, count in Counter(_BRACES.findall(path)).items() if name and count > 1):
            yield Violation("a path names {name} twice", at=node, key=name, name=name)
        other = seen.setdefault(_BRACES.sub("{}", path), node)
        if other is not node:
            yield Violation("two paths differ only in the names in their braces", at=node, related=other)


def _faults(path: str) -> Iterator[str]:
    """Yield what is wrong with a path as text; what stands in braces is a name and not looked into."""
    bare = _BRACES.sub("", path)
    if "://" in bare:
        yield "host"
    elif "//" in bare and "//" in path:
        yield "slash"
    if "?" in bare:
        yield "query"
    if "#" in bare:
        yield "fragment"
    if "{" in bare or "}" in bare:
        yield "braces"
    if "{}" in path:
        yield "empty"


_PATHS = "openapi: 3.1.0\npaths:\n"
GOOD = [
    _PATHS + "  /ho: {}\n  /ho/{ma}: {}\n  /ho/moi: {}\n  /ho/{ma}/{so}: {}\n  x-a//b: {}\n",
    _PATHS + "  /ho/{ma}:xem: {}\n  /tep/{a}.{b}: {}\n  /: {}\n  /{a}{b}/: {}\n  /tep/: {}\n  /tep: {}\n",
]
BAD = {
    "a path holds a query, which belongs into parameters": _PATHS + "  /tra-cuu?ma={ma}: {}  # <-\n",
    "a path holds #, which is never sent to a service": _PATHS + "  '/ho#danh-sach': {}  # <-\n",
    "a path holds a host; only what follows it is a path": _PATHS + "  https://a.gov.vn/ho: {}  # <-\n",
    "a path holds two slashes in a row": _PATHS + "  //ho: {}  # <-\n",
    "the braces of a path do not pair": _PATHS + "  /ho/{ma: {}  # <-\n",
    "braces of a path hold no name": _PATHS + "  '/ho/{}': {}  # <-\n",
    "a path names ma twice": _PATHS + "  /ho/{ma}/{ma}: {}  # <-\n",
    "two paths differ only in the names in their braces": _PATHS + "  /ho/{a}: {}\n  /ho/{b}: {}  # <-\n",
}
