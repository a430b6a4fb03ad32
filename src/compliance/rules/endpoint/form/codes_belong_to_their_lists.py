"""Codes in answers are codes of the list that they are from.

Broken: Data hold a code that is on no edition of its list

Data of two agencies meet in the codes that both take from one list; a code of nobody's joins with nothing.

To mend it, correct the data, or name the list that the codes are really from in `x-code-list`.

Shows that codes could be of the lists held here: administrative units by their form, as the codes were not read one by
one, and agencies by the codes that were read. Does not show that the code is the right one for its record.
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
    "marked": "{pointer} holds a code that no edition of the list of decision {list} has (answers: {count})",
    "named": "{pointer}, by its name a place, holds no code of the list of decision {list} (answers: {count})",
    "ended": "{pointer} holds a code that the list of decision {list} has no longer (answers: {count})",
}
POINTING = frozenset({"named", "ended"})


def has_codes(read: DocumentedExchange) -> bool:
    return saw(read, "code_lists", "code", *MESSAGES)


@rule("L20-2023.D41.K2", "L60-2024.D11.K2.A", when=has_codes)
def codes_belong_to_their_lists(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    for said in said_of(read, "code_lists"):
        if isinstance(said, Unknown):
            yield said
        elif said.kind in MESSAGES:
            message = Message.of(MESSAGES[said.kind], pointer=said.pointer, count=1, **said.parameters)
            proof = Proof.INDICATIVE if said.kind in POINTING else None
            yield Violation(message, at=read, proof=proof, key=f"{said.kind} {said.pointer}", is_counted=True)


UNITS = (("list", "19/2025"),)
GOOD = [seen("code_lists", Remark("code", count=9))]
BAD = {
    "/items/*/ma_tinh holds a code that no edition of the list of decision 19/2025 has (answers: 1)": seen(
        "code_lists", Remark("marked", "/items/*/ma_tinh", UNITS)
    ),
    "/ma_xa, by its name a place, holds no code of the list of decision 19/2025 (answers: 1)": seen(
        "code_lists", Remark("named", "/ma_xa", UNITS)
    ),
    "/co_quan holds a code that the list of decision 20/2020, 09/2025 has no longer (answers: 1)": seen(
        "code_lists", Remark("ended", "/co_quan", (("list", "20/2020, 09/2025"),))
    ),
}
IRRELEVANT = [seen("code_lists"), seen("contract")]
