"""Where history is kept, some operation returns the state at a date.

Broken: The kept history cannot be asked for by date

A decision is checked against what held on the day of the decision, not against what holds today.

To mend it, let a read take the day, such as `as_of` with `format: date`, or mark the operation that does with
`x-function: as-of`.

Shows that one document of the platform describes such an operation. Does not show that the history is complete, nor
that the operation without a date returns what holds now.
"""

from collections.abc import Iterator

from compliance.model.derived.interface import Interface
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import missing, offers_data


def may_keep_history(interface: Interface, facts: Facts) -> bool:
    """Return whether the record says that history is kept, or leaves it open; a document alone says nothing of it."""
    return interface.is_recorded and interface.keeps_history is not False and offers_data(interface, facts)


@rule("TT13-2017.D21", proof=Proof.INDICATIVE, when=may_keep_history)
def state_at_a_date_can_be_read(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    if any(supply.has("as-of") or any(supply.asked("as-of")) for supply in interface.supplies(facts)):
        return
    if interface.keeps_history:
        message = Message.of("the record says that history is kept, and no operation takes a date")
        yield from missing(interface, facts, message)
    else:
        yield Unknown("nobody says whether history is kept; a record may, by `keeps_history`", at=interface)


_HEAD = "openapi: 3.1.0\npaths: {/ho: {get: {responses: {200: {content: {application/json: {schema: "
_READ = _HEAD + "{properties: {ten: {}}}}}}}, "
_PLAIN = _READ + "parameters: [{name: q, in: query}]}}}\n"
_SERVICE = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml}]\n"
_KEPT = _SERVICE + "databases: [{id: d, keeps_history: true}]\n"


def _documented(document: str, record: str = _KEPT) -> Platform:
    return Platform(record, {"openapi.yaml": document})


GOOD = [
    _documented(_READ + "parameters: [{name: as_of, in: query}]}}}\n"),
    _documented(_READ + "x-function: as-of}}}\n"),
    _documented(_READ + "parameters: [{name: taiThoiDiem, in: query}]}}}\n", _SERVICE),
    _documented(_READ + "}}, '/ho/lich-su': {get: {}}}\n"),
]
BAD = {
    "the record says that history is kept, and no operation takes a date": _documented(
        _PLAIN.replace("3.1.0\n", "3.1.0  # <-\n")
    )
}
IRRELEVANT = [
    _PLAIN,
    _documented("openapi: 3.1.0\npaths: {/token: {post: {}}}\n"),
    _documented(_PLAIN, _SERVICE + "databases: [{id: d, keeps_history: false}]\n"),
]
UNKNOWN = [_documented(_PLAIN, _SERVICE), _documented(_PLAIN, _KEPT.replace("[{id: s", "[{id: b}, {id: s"))]
