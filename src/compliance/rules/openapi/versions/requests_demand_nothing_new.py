"""Within one major version no request that was accepted is refused.

Broken: A request that was accepted is refused within one major version

Programs of other agencies go on sending what the earlier version accepted.

To mend it, make the new parameter or member optional and accept the former values, or publish the change under a new
major version beside the old one.

Shows the two documents that were compared; of webhooks and callbacks, what others have to answer. Does not show that
the service changed, nor when.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Level, Part
from compliance.model.derived.version_pair import VersionPair
from compliance.model.example import Versions
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.versions._major import is_versioned, may_keep_its_major_version, unversioned

ACCEPTED: Final = frozenset({"parameter_removed", "request_default_changed"})
"""Changes that break callers and that refuse nothing."""


@rule("NDX-CON-02", "ND47-2020.D25.K2-K3", "GP.SEMVER", when=may_keep_its_major_version)
def requests_demand_nothing_new(pair: VersionPair) -> Iterator[Violation | Unknown]:
    if not is_versioned(pair):
        yield from unversioned(pair)
        return
    for change in pair.changes.found:
        if change.part is Part.REQUEST and change.level is Level.BREAKING and change.kind not in ACCEPTED:
            yield Violation(change.message, at=change.newer, related=change.older, key=change.key)
    for unseen in pair.changes.unseen_in(Part.REQUEST):
        yield Unknown(unseen.message, at=unseen.at)


_HEAD = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: "
_SENT = "paths: {/ho: {post: {requestBody: {content: {application/json: {schema: {"
_QUERY = "paths: {/ho: {get: {parameters: ["
_END = "}}}}}}}  # <-\n"
_OLD = _HEAD + "1.1.0}\n" + _SENT + "properties: {loai: {enum: [A, B]}, ten: {maxLength: 9, type: string}}}}}}}}}\n"
_ASKED = _HEAD + "1.1.0}\n" + _QUERY + "{name: loai, in: query}]}}}\n"
GOOD = [
    Versions(_OLD, _OLD.replace("1.1.0", "1.2.0").replace("maxLength: 9, ", "")),
    Versions(
        _HEAD + "1.1.0}\n" + _QUERY + "{name: trang, in: query, schema: {type: integer}}]}}}\n",
        _HEAD + "1.2.0}\n" + _QUERY + "{name: trang, in: query, schema: {type: string}}]}}}\n",
    ),
    Versions(_ASKED, _HEAD + "1.2.0}\n" + _QUERY + "{name: muc_dich, in: query}]}}}\n"),
]
BAD = {
    "GET /ho now demands muc_dich": Versions(
        _ASKED,
        _HEAD
        + "1.2.0}\n"
        + _QUERY
        + "{name: loai, in: query}, {name: muc_dich, in: query, required: true}]}}}  # <-\n",
    ),
    "POST /ho now demands ten": Versions(
        _OLD,
        _HEAD
        + "1.2.0}\n"
        + _SENT
        + "required: [ten], properties: {loai: {enum: [A, B]}, ten: {maxLength: 9, type: string}}"
        + _END,
    ),
    "POST /ho no longer accepts B in loai": Versions(
        _OLD, _HEAD + "1.2.0}\n" + _SENT + "properties: {loai: {enum: [A]}, ten: {maxLength: 9, type: string}}" + _END
    ),
    "POST /ho accepts less in ten: `maxLength` is now 5": Versions(
        _OLD,
        _HEAD + "1.2.0}\n" + _SENT + "properties: {loai: {enum: [A, B]}, ten: {maxLength: 5, type: string}}" + _END,
    ),
    "POST /ho accepts ten as integer, before it was string": Versions(
        _OLD, _HEAD + "1.2.0}\n" + _SENT + "properties: {loai: {enum: [A, B]}, ten: {type: integer}}" + _END
    ),
    "POST /ho no longer accepts application/json": Versions(
        _OLD, _HEAD + "1.2.0}\npaths: {/ho: {post: {requestBody: {content: {text/xml: {}}}}}}  # <-\n"
    ),
}
_HOOK = "webhooks: {moi: {post: {responses: {'200': {content: {application/json: {schema: {"
BAD["POST webhook moi now demands ma"] = Versions(
    _HEAD + "1.1.0}\n" + _HOOK + "properties: {ma: {type: string}}" + _END.replace("  # <-", "}"),
    _HEAD + "1.2.0}\n" + _HOOK + "required: [ma], properties: {ma: {type: string}}" + _END.replace("  # <-", "}  # <-"),
)
IRRELEVANT = [Versions(_OLD, _HEAD + "2.0.0}\npaths: {}\n")]
UNKNOWN = [
    Versions(_OLD, _HEAD + "moi}\npaths: {}\n"),
    Versions(_OLD, _HEAD + "1.2.0}\npaths: {/ho: {post: {requestBody: {$ref: '#/none'}}}}\n"),
]
