"""The code of the owner has the form of an agency code.

Broken: The code of the owner has not the form of an agency code

Programs compare codes letter by letter.

To mend it, write the code as the list has it: G12, and for a body below it further groups after a dot.

Shows that the code is written in one of the forms for agencies, other organisations and enterprises. Does not show that
it was issued, nor to whom.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.pattern import late
from compliance.model.record import NONE, Record
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Violation

LONGEST: Final = 35
OTHERS: Final = late(r"Z(?!00)\d\d.{1,32}|\d{10}(-?\d{3})?|\d{12}")
OF_BEFORE: Final = late(r"(000\.)+(\d\d\.)*[A-Y]\d\d|\d{3}\.\d\d\.\d\d\.[A-Y]\d\d")
EARLIER: Final = "earlier"
MESSAGES: Final = {
    EARLIER: "the code {code} is in the form from before Decision 20/2020/QĐ-TTg",
    "long": "the code is longer than 35 signs",
    "signs": "the code {code} has other signs than digits, capital letters and dots",
    "empty": "the code {code} has an empty group",
    "first": "the code {code} does not begin with a letter from A to Y and two digits",
}


def may_have_a_code(record: Record) -> bool:
    return record.owner != NONE and not is_none(record.named_owner.code)


@rule(
    "QD20-2020.D4.K1", "QD20-2020.D4.K2", "QD20-2020.D4.K3", "QD20-2020.D6", when=may_have_a_code, needs=("owner.code",)
)
def owner_code_is_well_formed(record: Record) -> Iterator[Violation]:
    code = record.named_owner.code
    if code is None or OTHERS.fullmatch(code):
        return
    at = record.at.child("owner", "code")
    if fault := fault_of(code):
        proof = Proof.SUGGESTIVE if fault == EARLIER else None
        yield Violation(MESSAGES[fault], at, proof=proof, code=code[:LONGEST])


def fault_of(code: str) -> str | None:
    """Return which fault the code has, the first that a reader would see."""
    if OF_BEFORE.fullmatch(code):
        return EARLIER
    if len(code) > LONGEST:
        return "long"
    if not re.fullmatch(r"[0-9A-Z.]*", code):
        return "signs"
    if "" in code.split("."):
        return "empty"
    return None if re.fullmatch(r"[A-Y]\d\d", code.split(".", maxsplit=1)[0]) else "first"


def _record(code: str) -> str:
    return f"slug: household-business\nowner: {{code: '{code}'}}"


GOOD = [_record(code) for code in ("G12", "H49.01.002", "Z01ABC", "0100109106", "0100109106-001", "012345678901")]
BAD = {
    "the code 000.00.00.G12 is in the form from before Decision 20/2020/QĐ-TTg": _record("000.00.00.G12") + "  # <-",
    "the code is longer than 35 signs": _record("G12" + ".01" * 11) + "  # <-",
    "the code g12 has other signs than digits, capital letters and dots": _record("g12") + "  # <-",
    "the code G12..01 has an empty group": _record("G12..01") + "  # <-",
    "the code G1 does not begin with a letter from A to Y and two digits": _record("G1") + "  # <-",
    "the code Z00 does not begin with a letter from A to Y and two digits": _record("Z00") + "  # <-",
}
UNKNOWN = ["slug: household-business\nowner: {name_vi: Bộ Tài chính}\n", "slug: household-business\nowner: null\n"]
IRRELEVANT = ["slug: household-business\nowner: none\n", "slug: household-business\nowner: {code: none}\n"]
