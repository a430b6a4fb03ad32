"""No operation demands less of its callers than in the version before.

Broken: An operation lost a credential or a scope

Protection that was there is the measure that the owner thought necessary; whoever takes it away opens what was closed.

To mend it, demand the scheme and the scopes again; mark data that became open with `x-sharing-form: open`, or share it
as open data in the record.

Shows the security that both documents state. Does not show what the service demands, nor that the former protection
was needed.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Part
from compliance.model.derived.version_pair import VersionPair
from compliance.model.example import Platform, Versions
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

OF_THE_WHOLE: Final = frozenset({"", "/security"})


def is_protected(pair: VersionPair) -> bool:
    return not pair.is_open


@rule("L20-2023.D42.K1.D", proof=Proof.INDICATIVE, when=is_protected)
def security_is_not_weakened(pair: VersionPair) -> Iterator[Violation | Unknown]:
    for change in pair.changes.of(Part.SECURITY, {"security_weakened"}):
        if change.newer.pointer not in OF_THE_WHOLE:
            template = "{operation} demands less of callers than before"
            yield Violation(template, at=change.newer, related=change.older, operation=change.operation)
            continue
        for _ in change.operations:
            template = "the document demands less of callers than before; operations: {count}"
            yield Violation(template, at=change.newer, related=change.older, is_counted=True)
    for unseen in pair.changes.unseen_in(Part.SECURITY):
        yield Unknown(unseen.message, at=unseen.at)


_HEAD = "openapi: 3.1.0\ninfo: {version: "
_SCHEMES = "components: {securitySchemes: {t: {type: oauth2}, k: {type: apiKey, in: header, name: K}}}\n"
_BOTH = "security: [{t: [read], k: []}]"
_READ = "security: [{t: [read]}]"
_OLD = (
    _HEAD
    + "1.1.0}\n"
    + _SCHEMES
    + "security: [{t: [read]}]\npaths: {/ho: {get: {}, post: {security: [{t: [read], k: []}]}}}\n"
)
_NEW = _HEAD + "1.2.0}\n" + _SCHEMES
GOOD = [
    Versions(_OLD, _OLD.replace("1.1.0", "2.0.0").replace("t: [read]", "t: [read, more]")),
    Versions(_OLD, _OLD.replace("get: {}", "get: {security: [], x-sharing-form: open}")),
]
BAD = {
    "GET /ho demands less of callers than before": Versions(
        _OLD,
        _NEW + _READ + "\npaths: {/ho: {post: {" + _BOTH + "}, get: {security: []}}}  # <-\n",
    ),
    "POST /ho demands less of callers than before": Versions(
        _OLD, _NEW + "security: [{t: [read]}]\npaths: {/ho: {get: {}, post: {security: [{t: [read]}]}}}  # <-\n"
    ),
    "the document demands less of callers than before; operations: 1": Versions(
        _OLD,
        _NEW + "security: [{t: []}]  # <-\npaths: {/ho: {get: {}, post: {security: [{t: [read], k: []}]}}}\n",
    ),
    "the document demands less of callers than before; operations: 2": Versions(
        _OLD.replace("post: {security: [{t: [read], k: []}]}", "put: {}"),
        _NEW.replace("3.1.0", "3.1.0  # <-") + "paths: {/ho: {get: {}, put: {}}}\n",
    ),
}
_RECORD = """
slug: household-business
services:
- {id: a, document: new.yaml, previous_document: old.yaml, sharing_form: open}
"""
IRRELEVANT = [Platform(_RECORD, {"old.yaml": _OLD, "new.yaml": _NEW + "paths: {/ho: {get: {}}}\n"})]
UNKNOWN = [Versions(_OLD, _NEW + "security: [{none: []}]\npaths: {/ho: {get: {}, post: {}}}\n")]
