"""Path and query of a call pass through the hub as they were sent.

Broken: The hub drops a part of the path or the query of a call

A caller who asks for one page or one household and gets everything has no way to see that the hub forgot half of the
question.

To mend it, hand path and query on as they came, what is encoded still encoded.

Shows one read whose answer hangs on its query or on the end of its path, or one of each, asked of the service itself
and through the hub, whole and in part. Does not show other parameters, encoded characters in paths, nor bodies.
"""

from collections.abc import Iterator

from compliance.model.derived.passed_query import PassedQuery
from compliance.model.example import Platform
from compliance.model.observation import HubCall, Passage
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("NDX-ARC-05", "NDX-ARC-06", "GP.PR-REST")
def path_and_query_pass_unchanged(passed: PassedQuery) -> Iterator[Violation | Unknown]:
    seen = passed.passage
    if seen.is_dropped:
        template = "{method} {path} got through the hub what is answered without {parameter}"
        call = passed.call
        yield Violation(template, at=passed, method=call.method, path=call.path, parameter=seen.parameter)
    elif not seen.is_telling:
        template = "the answers differ in more than {parameter} explains, so that nothing can be compared"
        yield Unknown(template, at=passed, parameter=seen.parameter)


def _passed(*digests: str, path: str = "/households?limit=…", parameter: str = "limit") -> Platform:
    call = HubCall(
        "https://hub.example",
        "VN/GOV/G12/household-business/households",
        "VN/GOV/EXAMPLE/portal",
        "GET",
        path,
        200,
        passage=Passage(parameter, *digests),
    )
    return Platform("slug: household-business\nowner: {code: G12}\nservices: [{id: s}]\n", {}, (call,))


GOOD = [_passed("one", "all", "one", "all"), _passed("one", "all", "one", "others")]
BAD = {
    "GET /households?limit=… got through the hub what is answered without limit": _passed("one", "all", "all", "all"),
    "GET /households/{id} got through the hub what is answered without id": (
        _passed("one", "all", "all", "all", path="/households/{id}", parameter="id")
    ),
}
UNKNOWN = [_passed("one", "all", "other", "others"), _passed("one", "all", "others", "others")]
