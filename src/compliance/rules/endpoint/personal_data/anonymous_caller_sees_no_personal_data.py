"""Strangers see personal data only in a case in which the law lets it be public.

Broken: Anybody can read personal data, without credentials

Number, name and birth date of a person that anybody can read are out of the world's reach to call back.

To mend it, protect the operation. Where a law lets the data be public, name the case in `x-publication-case`, or in the
record under `publication_case`.

Shows what a caller without credentials was answered: persons are counted by numbers of citizens that can be ones beside
a name or a birth date. Values are kept nowhere. Does not show what other records hold, nor that the persons exist,
nor that no law lets the data be public: only that nobody named one.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.grades import Proof
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.endpoint._answer_examples import RECORD, seen
from compliance.rules.endpoint._answers import is_success_with_body, saw

SEVERAL = 2
CASE = "x-publication-case"


def is_anonymous(read: DocumentedExchange) -> bool:
    """Return whether data came to somebody without credentials, and nobody says that they are public by law."""
    if not is_success_with_body(read) or read.seen.credential is not None or not saw(read, "personal_data"):
        return False
    is_published = read.operation is not None and read.operation.node.has(CASE)
    return not is_published and (read.service is None or not _is_lawful(read.service.publication_case))


def _is_lawful(stated: object) -> bool:
    return stated is not None and not isinstance(stated, str)


@rule("L91-2025.D16.K1-K2", when=is_anonymous)
def anonymous_caller_sees_no_personal_data(read: DocumentedExchange) -> Iterator[Violation]:
    reading = read.seen.reading("personal_data")
    remarks = reading.remarks if reading is not None else ()
    persons = sum(said.count for said in remarks if said.kind == "person")
    if persons:
        proof = None if persons >= SEVERAL else Proof.INDICATIVE
        template = "a caller without credentials sees numbers of citizens with name or birth date; persons: {persons}"
        yield Violation(template, at=read, proof=proof, related=read.operation or (), persons=persons)
    for said in remarks:
        if said.kind == "marked":
            template = "a caller without credentials sees {pointer}, which the document marks as personal"
            yield Violation(template, at=read, proof=Proof.INDICATIVE, key=said.pointer, pointer=said.pointer)


def _person(count: int) -> Remark:
    return Remark("person", "/items/*", (("kinds", "citizen_id, full_name"),), count)


_PUBLIC = RECORD.replace("id: s,", "id: s, publication_case: {case: law, act: 91/2025/QH15},")
GOOD = [seen("personal_data"), seen("personal_data", Remark("number", "/items/*"))]
BAD = {
    "a caller without credentials sees numbers of citizens with name or birth date; persons: 3": seen(
        "personal_data", _person(3)
    ),
    "a caller without credentials sees numbers of citizens with name or birth date; persons: 1": seen(
        "personal_data", _person(1)
    ),
    "a caller without credentials sees /so_dien_thoai, which the document marks as personal": seen(
        "personal_data", Remark("marked", "/so_dien_thoai")
    ),
}
IRRELEVANT = [
    seen("personal_data", _person(3), credential="bearer"),
    seen("personal_data", _person(3), record=_PUBLIC),
    seen("personal_data", _person(3), status=401),
]
