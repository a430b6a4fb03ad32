"""Within one major version no operation disappears or moves.

Broken: An operation is gone within one major version

Programs of other agencies go on calling it, and fail on the day of the change. The same holds for webhooks and
callbacks that others wait for.

To mend it, offer the operation again at its address and method, or publish the change under a new major version beside
the old one.

Shows the two documents that were compared. Does not show that the service changed, nor when.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Part
from compliance.model.derived.version_pair import VersionPair
from compliance.model.example import Versions
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.versions._major import is_versioned, may_keep_its_major_version, unversioned

GONE: Final = frozenset(
    {
        "operation_removed",
        "operation_removed_as_announced",
        "operation_removed_before_its_day",
        "operation_removed_without_a_day",
        "call_removed",
    }
)
"""Whether it was announced or not: only the major version tells those who call that something is gone."""


@rule("NDX-CON-02", "ND47-2020.D25.K2-K3", "GP.SEMVER", when=may_keep_its_major_version)
def operations_survive_a_minor_version(pair: VersionPair) -> Iterator[Violation | Unknown]:
    if not is_versioned(pair):
        yield from unversioned(pair)
        return
    for change in pair.changes.of(Part.OPERATION, GONE):
        template = "{operation} is gone, and the major version is the same"
        yield Violation(template, at=change.newer, related=change.older, key=change.key, operation=change.operation)
    for unseen in pair.changes.unseen_in(Part.OPERATION):
        yield Unknown(unseen.message, at=unseen.at)


_HEAD = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: "
_PATHS = "paths: {'/ho/{ma}': {get: {}, put: {}}}\n"
_CALLS = """
paths: {/dang-ky: {post: {callbacks: {khiDoi: {'{$request.body#/url}': {post: {}}}}}}}
webhooks: {moi: {post: {}}}
"""
GOOD = [
    Versions(
        _HEAD + "1.1.0}\n" + _PATHS, _HEAD + "1.2.0}\nservers: [{url: /api}]\npaths: {'/ho/{so}': {get: {}, put: {}}}\n"
    ),
    Versions(_HEAD + "1.1.0}\n" + _CALLS, _HEAD + "1.2.0}\n" + _CALLS),
]
_GONE = " is gone, and the major version is the same"
BAD = {
    f"PUT /ho/{{ma}}{_GONE}": Versions(
        _HEAD + "1.1.0}\n" + _PATHS, _HEAD.replace("3.1.0", "3.1.0  # <-") + "1.2.0}\npaths: {'/ho/{ma}': {get: {}}}\n"
    ),
    f"GET /ho{_GONE}": Versions(
        "swagger: '2.0'\ninfo: {version: '1.1'}\nbasePath: /v1\npaths: {/ho: {get: {}}}\n",
        "swagger: '2.0'  # <-\ninfo: {version: '1.2'}\nbasePath: /v1\npaths: {/ho-kinh-doanh: {get: {}}}\n",
    ),
    f"POST webhook moi{_GONE}": Versions(
        _HEAD + "1.1.0}\n" + _CALLS, _HEAD.replace("3.1.0", "3.1.0  # <-") + "1.2.0}\n" + _CALLS.replace("moi:", "cu:")
    ),
    f"POST callback khiDoi (POST /dang-ky){_GONE}": Versions(
        _HEAD + "1.1.0}\n" + _CALLS,
        _HEAD.replace("3.1.0", "3.1.0  # <-") + "1.2.0}\n" + _CALLS.replace("callbacks", "x-callbacks"),
    ),
}
IRRELEVANT = [Versions(_HEAD + "1.1.0}\n" + _PATHS, _HEAD + "2.0.0}\npaths: {}\n")]
UNKNOWN = [
    Versions(_HEAD + "moi}\n" + _PATHS, _HEAD + "1.1.0}\npaths: {}\n"),
    Versions(_HEAD + "1.1.0}\n" + _PATHS, _HEAD + "1.2.0}\npaths: {$ref: '#/none'}\n"),
]
