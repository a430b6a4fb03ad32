"""Within one major version no answer loses or weakens a field.

Broken: An answer lost or weakened a field within one major version

Programs of other agencies were written against the earlier version and go on reading what it promised. What the
platform sends by webhooks and callbacks counts too.

To mend it, put the field back, or publish the change under a new major version beside the old one.

Shows the two documents that were compared. Does not show that the service changed, nor when.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.derived.version_pair import VersionPair
from compliance.model.example import Versions
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.versions._major import is_versioned, may_keep_its_major_version, unversioned


@rule("NDX-CON-02", "ND47-2020.D25.K2-K3", "GP.SEMVER", when=may_keep_its_major_version)
def responses_keep_their_fields(pair: VersionPair) -> Iterator[Violation | Unknown]:
    if not is_versioned(pair):
        yield from unversioned(pair)
        return
    for change in pair.changes.found:
        if change.part is Part.RESPONSE and change.level is Level.BREAKING:
            yield Violation(change.message, at=change.newer, related=change.older, key=change.key)
    for unseen in pair.changes.unseen_in(Part.RESPONSE):
        yield Unknown(unseen.message, at=unseen.at)


_HEAD = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: "
_ANSWER = "paths: {/citizens: {get: {responses: {'200': {content: {application/json: {schema: "
_OLD = _HEAD + "1.1.0}\n" + _ANSWER + "{required: [ten], properties: {ten: {type: string}, loai: {enum: [A]}}}}}}}}}}\n"
_NEW = _HEAD + "1.2.0}\n" + _ANSWER
_END = "}}}}}}}  # <-\n"
GOOD = [
    Versions(_OLD, _OLD),
    Versions(_OLD, _NEW + "{required: [ten], properties: {ten: {type: string}, loai: {const: A}, ma: {}}}}}}}}}}\n"),
]
BAD = {
    "GET /citizens no longer sends 200 application/json": Versions(
        _OLD, _HEAD + "1.2.0}\npaths: {/citizens: {get: {responses: {'200': {}}}}}  # <-\n"
    ),
    "GET /citizens no longer sends loai": Versions(
        _OLD, _NEW + "{required: [ten], properties: {ten: {type: string}}}" + _END
    ),
    "GET /citizens sends ten as integer, before it was string": Versions(
        _OLD, _NEW + "{required: [ten], properties: {ten: {type: integer}, loai: {enum: [A]}}}" + _END
    ),
    "GET /citizens no longer promises ten": Versions(
        _OLD, _NEW + "{properties: {ten: {type: string}, loai: {enum: [A]}}}" + _END
    ),
    "GET /citizens may send B in loai, which was not among its values": Versions(
        _OLD, _NEW + "{required: [ten], properties: {ten: {type: string}, loai: {enum: [A, B]}}}" + _END
    ),
    "GET /citizens no longer says which values loai may have": Versions(
        _OLD, _NEW + "{required: [ten], properties: {ten: {type: string}, loai: {type: string}}}" + _END
    ),
}
_HOOK = "webhooks: {moi: {post: {requestBody: {content: {application/json: {schema: {properties: {ten: {type: "
BAD["POST webhook moi sends ten as integer, before it was string"] = Versions(
    _HEAD + "1.1.0}\n" + _HOOK + "string}}}}}}}}}\n", _HEAD + "1.2.0}\n" + _HOOK + "integer}}}}}}}}}  # <-\n"
)
IRRELEVANT = [Versions(_OLD, _HEAD + "2.0.0}\npaths: {}\n")]
UNKNOWN = [Versions(_OLD, _HEAD + "moi}\npaths: {}\n")]
