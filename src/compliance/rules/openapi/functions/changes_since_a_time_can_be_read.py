"""Some operation returns what changed since a time.

Broken: Nobody can ask for what changed since a time

Without it everybody who keeps a copy fetches all records again each time.

To mend it, let a list take the start of change, such as `updated_since` with `format: date-time`, or mark the operation
that returns changes with `x-function: changes-since`.

Shows that one document of the platform describes such an operation, by names in English and Vietnamese. Does not show
that the time is that of a change: `tuNgay` may as well filter by the day of an event.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.interface import Interface
from compliance.model.derived.supply import Supply
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.parameter import Parameter
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import missing, of_platform, offers_many

TIMES: Final = frozenset({"string", "integer", "number"})


def takes_a_start(supply: Supply) -> bool:
    """Return whether an operation is asked for changes; a switch such as `since: boolean` is no time."""
    for asked in supply.asked("changes-since"):
        types = (asked.schema if isinstance(asked, Parameter) else asked).types()
        if not types or not types.isdisjoint(TIMES):
            return True
    return False


@rule("TT13-2017.D21", proof=Proof.INDICATIVE, when=offers_many)
def changes_since_a_time_can_be_read(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    supplies = interface.supplies(facts)
    if not any(supply.has("changes-since") or takes_a_start(supply) for supply in supplies):
        yield from missing(interface, facts, Message.of("no operation returns what changed since a time"))


_HEAD = "openapi: 3.1.0\npaths: {/ho: {get: {responses: {200: {content: {application/json: {schema: {items: "
_LIST = _HEAD + "{properties: {ten: {}}}}}}}}, "
GOOD = [
    of_platform(text)
    for text in (
        _LIST + "parameters: [{name: updated_since, in: query, schema: {type: string, format: date-time}}]}}}\n",
        _LIST + "parameters: [{name: tuNgay, in: query, schema: {type: string}}]}}}\n",
        _LIST + "x-function: changes-since}}}\n",
        _LIST + "}}, /ho/thay-doi: {get: {}}}\n",
        "swagger: '2.0'\npaths: {/ho: {post: {parameters: [{name: b, in: body, schema: {properties: {tuNgay: {}}}}], "
        "responses: {200: {schema: {items: {properties: {ten: {}}}}}}}}}\n",
    )
]
_LACK = "no operation returns what changed since a time"
BAD = {
    message: of_platform(text)
    for message, text in {
        _LACK: _LIST.replace("3.1.0\n", "3.1.0  # <-\n")
        + "parameters: [{name: since, in: query, schema: {type: boolean}}]}}}\n"
    }.items()
}
IRRELEVANT = [
    of_platform(text)
    for text in (
        "openapi: 3.1.0\npaths: {'/ho/{ma}': {get: {responses: {200: {content: {application/json: {schema: "
        "{properties: {ten: {}}}}}}}}}}\n",
    )
]
UNKNOWN = [of_platform(text) for text in (_LIST + "}}, /dich-vu: {post: {responses: {200: {}}}}}\n",)]
