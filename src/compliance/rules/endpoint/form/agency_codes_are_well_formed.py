"""Codes of agencies in answers are written as Decision 20/2020 says.

Broken: The code of an agency is written as none of Decision 20/2020 is

The code names sender and receiver of every exchange; one that is written otherwise reaches nobody. `H49` and
`000.00.00.H49`, the new form and the old one, are both right, and neither is ever written anew as the other.

To mend it, write capital letters and digits in groups with a dot between them, with at most 35 signs.

Shows the values of fields with `x-code-list` for agencies, and of fields that are called so. Does not show that an
agency of that code exists.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.grades import Proof
from compliance.model.observation.content import Remark
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint._answer_examples import seen
from compliance.rules.endpoint._answers import said_of, saw

MESSAGES = {
    "marked": "{pointer} is not written as the code of an agency is (answers: {count})",
    "named": "{pointer}, by its name the code of an agency, is not written as one (answers: {count})",
}


def has_codes(read: DocumentedExchange) -> bool:
    return saw(read, "agency_codes", "code", *MESSAGES)


@rule("QD20-2020.D4.K1", "QD20-2020.D4.K2", "NDX-IDN-12", when=has_codes)
def agency_codes_are_well_formed(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "agency_codes"):
        if isinstance(said, Unknown):
            yield said
        elif said.kind in MESSAGES:
            message = Message.of(MESSAGES[said.kind], pointer=said.pointer, count=1)
            proof = Proof.INDICATIVE if said.kind == "named" else None
            yield Violation(message, at=read, proof=proof, key=f"{said.kind} {said.pointer}", is_counted=True)


GOOD = [seen("agency_codes", Remark("code"))]
BAD = {
    "/don_vi is not written as the code of an agency is (answers: 1)": seen(
        "agency_codes", Remark("marked", "/don_vi")
    ),
    "/items/*/ma_co_quan, by its name the code of an agency, is not written as one (answers: 1)": seen(
        "agency_codes", Remark("named", "/items/*/ma_co_quan")
    ),
}
IRRELEVANT = [seen("agency_codes"), seen("contract")]
