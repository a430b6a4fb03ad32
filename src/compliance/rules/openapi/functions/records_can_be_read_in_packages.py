"""Some operation returns many records, and without a time filter all of them.

Broken: The full data cannot be fetched

Whoever keeps a copy has to begin with all records, page by page or as a file, and to be able to begin anew.

To mend it, offer a list in pages or a file to download, make its time filter optional, or mark the operation that gives
all records with `x-function: package`.

Shows that one document of the platform describes such an operation. Does not show that it returns every record, nor
that a caller is granted all of them.
"""

from collections.abc import Iterator

from compliance.model.derived.interface import Interface
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import RECORD, gives_many, missing, of_platform, offers_data


@rule("TT13-2017.D21", proof=Proof.INDICATIVE, when=offers_data)
def records_can_be_read_in_packages(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    is_any = False
    for supply in interface.supplies(facts):
        if not (gives_many(supply) or supply.has("package")):
            continue
        if supply.operation.function == "package" or not supply.demands("changes-since"):
            return
        is_any = True
    message = Message.of(
        "every operation that returns many records demands a time filter, so nobody can have all of them"
    )
    if not is_any:
        message = Message.of("no operation returns many records, in a list or as a file")
    yield from missing(interface, facts, message)


_MANY = "responses: {200: {content: {application/json: {schema: {items: {properties: {ten: {}}}}}}}}"
_LIST = "openapi: 3.1.0\npaths: {/ho: {get: {" + _MANY
GOOD = [
    "openapi: 3.0.3\npaths: {/a: {get: {x-function: single}}, /ho: {get: {" + _MANY + "}}}\n",
    *(
        of_platform(text)
        for text in (
            _LIST + "}}}\n",
            _LIST + ", parameters: [{name: updated_since, in: query}]}}}\n",
            "openapi: 3.0.3\npaths: {/ho: {post: {x-function: package, responses: {202: {}}}}}\n",
            "openapi: 3.0.3\npaths: {/ho: {get: {responses: {200: {content: {text/csv: {}}}}}}}\n",
            "swagger: '2.0'\npaths: {/ho: {get: {responses: {200: {schema: {properties: {data: {items: "
            "{properties: {ten: {}}}}}}}}}}}\n",
        )
    ),
]
BAD = {
    message: of_platform(text)
    for message, text in {
        "no operation returns many records, in a list or as a file": (
            "openapi: 3.1.0  # <-\npaths: {'/ho/{ma}': {get: {responses: {200: {content: {application/json: "
            "{schema: {properties: {ten: {}}}}}}}}}}\n"
        ),
        "every operation that returns many records demands a time filter, so nobody can have all of them": (
            "openapi: 3.1.0  # <-\npaths: {/ho: {get: {"
            + _MANY
            + ", parameters: [{name: tuNgay, in: query, required: true}]}}}\n"
        ),
    }.items()
}
_ONE = "openapi: 3.1.0\npaths: {/ho: {get: {parameters: [{name: ma, in: query}]}}}\n"
IRRELEVANT = [
    of_platform("openapi: 3.1.0\npaths: {/token: {post: {}}}\n"),
    of_platform(_ONE, RECORD + "classes: [online-service]\n"),
    _ONE,
]
UNKNOWN = [
    of_platform("openapi: 3.0.3\npaths: {/ho: {post: {responses: {200: {}}}}}\n"),
    of_platform(_ONE, RECORD.replace("[{", "[{id: b}, {")),
]
