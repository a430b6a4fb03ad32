"""Supply that is large or not ready at once runs as a job, or at stated times.

Broken: Large supply has neither a job nor a schedule

A call that waits until all data is ready breaks off at the first gateway between the two sides.

To mend it, answer 202 with the address of the job in `Location` or in the body, mark the operation with
`x-function: job`, or write in its description at which times the data is supplied.

Shows that one document of the platform describes such a way, as far as names and words tell. Does not show that it is
used for what is large: a document does not tell sizes.
"""

from collections.abc import Iterator

from compliance.model.derived.interface import Interface
from compliance.model.derived.supply import Supply
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.node import Node
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.functions._supply import missing, of_platform, offers_many


def is_for_supply(supply: Supply) -> bool:
    """Return whether an operation may supply data: no deletion that is only accepted does."""
    return supply.operation.method == "get" or supply.has("job") or supply.has("package")


def accepted(supply: Supply) -> Node | None:
    """Return the answer 202 of an operation, followed to where it is written."""
    listed = supply.operation.node.get("responses")
    answers = supply.files.follow(listed) if listed is not None else None
    answer = answers.get("202") if answers is not None else None
    return supply.files.follow(answer) if answer is not None else None


def tells_where(answer: Node) -> bool:
    """Return whether an answer leads to the outcome: by a header, a link, or by anything in its body."""
    headers = answer.get("headers")
    is_located = (
        any(name.lower() in {"location", "operation-location", "link"} for name in headers.mapping)
        if headers
        else False
    )
    return is_located or answer.has("links") or answer.has("content") or answer.has("schema")


def states_a_schedule(interface: Interface, facts: Facts) -> bool:
    known = facts.document_words["schedule"]
    texts = [document.info.text("description") or "" for document in interface.documents]
    texts += [supply.node.text(key) or "" for supply in interface.supplies(facts) for key in ("summary", "description")]
    return known.are_in("\n".join(texts))


@rule("TT13-2017.D21", proof=Proof.INDICATIVE, when=offers_many)
def large_supply_runs_as_a_job(interface: Interface, facts: Facts) -> Iterator[Violation | Unknown]:
    is_job = False
    for supply in interface.supplies(facts):
        answer = accepted(supply) if is_for_supply(supply) else None
        is_job = is_job or answer is not None or supply.has("job")
        if answer is not None and not tells_where(answer):
            template = "{operation} answers 202 and does not say where its outcome will stand"
            yield Violation(template, at=supply, operation=supply.operation.name)
    if not is_job and not states_a_schedule(interface, facts):
        message = Message.of("no operation runs as a job, and nothing says at which times data is supplied")
        yield from missing(interface, facts, message)


_MANY = "responses: {200: {content: {application/json: {schema: {items: {properties: {ten: {}}}}}}}}"
_LIST = "openapi: 3.1.0\npaths: {/ho: {get: {" + _MANY
_JOB = "/ket-xuat: {post: {responses: {'202': "
GOOD = [
    of_platform(text)
    for text in (
        _LIST + "}}, " + _JOB + "{headers: {Location: {}}}}}}}\n",
        _LIST + "}}, " + _JOB + "{content: {application/json: {schema: {}}}}}}}}\n",
        _LIST + "}}, /tac-vu: {post: {}}}\n",
        _LIST + ", description: Cập nhật hằng ngày lúc 2 giờ.}}}\n",
        "swagger: '2.0'\npaths: {/ho: {get: {x-function: job, responses: {200: {schema: {items: {type: object}}}}}}}\n",
    )
]
BAD = {
    message: of_platform(text)
    for message, text in {
        "no operation runs as a job, and nothing says at which times data is supplied": (
            _LIST.replace("3.1.0\n", "3.1.0  # <-\n") + "}}}\n"
        ),
        "POST /ket-xuat answers 202 and does not say where its outcome will stand": (
            "openapi: 3.1.0\npaths:\n  /ho: {get: {" + _MANY + "}}\n  /ket-xuat:\n    post:  # <-\n      responses:\n"
            "        '202': {description: Đã nhận}\n"
        ),
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
