"""Examples are of invented people.

Broken: An example may be of a person who exists

An example is copied from a test of the service more easily than it is thought up, and then name and number of somebody
stand in a document that everybody may read.

To mend it, invent the number: with the place 999 in front it can belong to nobody.

Shows objects of which the number can be one, the name has two words, and the birth date agrees with the number. Does
not show that these people exist, nor that others were not taken from life. The values are not repeated here.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.personal_data._examples import of_fields, of_objects

MESSAGES: Final = (MESSAGE := "number, name and birth date of one person agree; {names}",)
NUMBER: Final = late(r"0(?:0[1-9]|[1-8][0-9]|9[0-6])([0-3])([0-9]{2})[0-9]{6}", re.ASCII)
INVENTED: Final = frozenset({"012345678901", "012345678910", "001234567890"})
YEAR: Final = late(r"(?<![0-9])(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}(?![0-9])", re.ASCII)
LETTERS: Final = frozenset("ABCDEXZ")
"""What stands for a given name where somebody is invented, as in Nguyễn Văn A; Y is a name."""

KINDS: Final = frozenset({"citizen_id", "full_name", "birth_date"})


def gives_examples(document: Document) -> bool:
    return bool(document.files.exemplified)


@rule("L91-2025.D16.K1-K2", proof=Proof.INDICATIVE, when=gives_examples)
def examples_hold_no_real_person(document: Document, facts: Facts) -> Iterator[Violation]:
    for holder, values in (*of_objects(document), *of_fields(document, facts)):
        said = {concept: name for name in values if (concept := facts.field_names.concept(name)) in KINDS}
        if len(said) == len(KINDS) and agree(*(str(values[said[kind]]) for kind in sorted(KINDS))):
            yield Violation(MESSAGE, at=holder, names=", ".join(said[kind] for kind in sorted(KINDS)))


def agree(birth_date: str, number: str, name: str) -> bool:
    """Return whether the three can be of one person."""
    found, words = NUMBER.fullmatch(number), name.split()
    if found is None or number in INVENTED or len(words) < len(("Họ", "tên")) or words[-1].upper() in LETTERS:
        return False
    year = (1900 if found[1] in "01" else 2000) + int(found[2])
    return str(year) in YEAR.findall(birth_date)


_PERSON = "{soCCCD: '001190012345', hoTen: Nguyễn Văn Án, ngaySinh: 12/05/1990}"
_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Nguoi:\n      type: object\n      "
_FIELDS = (
    "properties: {so_cccd: {example: '079301000001'}, ho_ten: {example: Lê Thị Bến}, ngay_sinh: {example: '%s'}}\n"
)
GOOD = [
    _SCHEMA + "example: " + _PERSON.replace("001190", "999190") + "\n",
    _SCHEMA + "example: " + _PERSON.replace("1990", "1991") + "\n",
    _SCHEMA + "example: " + _PERSON.replace("Nguyễn Văn Án", "Án") + "\n",
    _SCHEMA + "example: " + _PERSON.replace("Án", "A") + "\n",
    _SCHEMA + _FIELDS % "1995-01-01",
]
BAD = {
    "number, name and birth date of one person agree; ngaySinh, soCCCD, hoTen": _SCHEMA
    + "example: "
    + _PERSON
    + "  # <-\n",
    "number, name and birth date of one person agree; ngay_sinh, so_cccd, ho_ten": _SCHEMA.replace(
        "Nguoi:", "Nguoi:  # <-"
    )
    + _FIELDS % "20010203",
    "number, name and birth date of one person agree; dob, cccd, full_name": """
        openapi: 3.0.3
        paths:
          /nguoi:
            get:
              responses:
                '200':
                  content:
                    application/json:
                      schema: {type: object}
                      examples:
                        mot:
                          value:
                            data: [{cccd: '038202000001', full_name: Trần Văn Chén, dob: '2002'}]  # <-
        """,
}
IRRELEVANT = [_SCHEMA + "properties: {so_cccd: {type: string}}\n"]
