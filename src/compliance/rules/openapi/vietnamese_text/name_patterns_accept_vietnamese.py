"""Limits on names and addresses take Vietnamese ones.

Broken: A pattern or a length shuts out Vietnamese names

`[A-Za-z ]` shuts out nearly everybody, and a pattern with the letters of the Kinh alone whoever is called H’Hen
Niê. A field is recognised by its name.

To mend it, take letters by their kind (`^[\\p{L}\\p{M}'’ .-]+$`), one letter as the shortest and a hundred as the
longest name, or leave the pattern away.

Shows a fixed set of true names against the limits that the document states. Does not show that every name passes, nor
what the service itself refuses. Fields that say that they hold no Vietnamese marks are not looked at.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.text_limits import UNREADABLE, is_readable, is_text, takes
from compliance.model.violation import Unknown, Violation

MESSAGES: Final = (MESSAGE := "the limits of {name} shut out {sample}",)
WHOLE: Final = ("Nguyễn Thị Ánh", "Đặng Thùy Trâm", "H’Hen Niê", "Y Khút Êban", "Công Tằng Tôn Nữ Thị Phương Thảo")
PARTS: Final = ("Ánh", "Đắc", "Niê", "H’Hen", "Y")
ADDRESSES: Final = ("Số 12/3 đường Lê Lợi, phường Bến Thành", "Buôn Đắk Sar, xã Đắk Wil, tỉnh Lâm Đồng")
OF_PARTS: Final = ("first", "last", "middle", "given", "family", "surname", "dem", "chu dem")


def is_vietnamese(field: Field, facts: Facts) -> bool:
    """Return whether the field may hold Vietnamese letters: a text that says nothing else."""
    words = facts.field_words["without-marks"]
    about = field.keyword("description")
    says_other = tells(field.name, words) or (isinstance(about, str) and tells(about, words - {"en", "english"}))
    return not says_other and is_text(field.schema)


@rule(
    "NDX-STD-08",
    "GP.UAX15",
    proof=Proof.INDICATIVE,
    when=field_named("full_name", "address").narrowed(is_vietnamese),
)
def name_patterns_accept_vietnamese(field: Field, facts: Facts) -> Iterator[Violation | Unknown]:
    if field.schema.keyword("enum") is not None or field.schema.keyword("const") is not None:
        return
    if not is_readable(field.schema, facts.instances):
        yield Unknown(UNREADABLE, at=field)
    refused = next((sample for sample in samples(field, facts) if not open_to(field, sample, facts)), None)
    if refused is not None:
        yield Violation(MESSAGE, at=field.cause, name=field.name, sample=refused, is_counted=True)


def samples(field: Field, facts: Facts) -> tuple[str, ...]:
    if facts.field_names.concept(field.name) == "address":
        return () if tells(field.name, ("so nha",)) else ADDRESSES
    return PARTS if tells(field.name, OF_PARTS) else WHOLE


def open_to(field: Field, sample: str, facts: Facts) -> bool:
    """Return whether a name passes, in one of its spellings: with either apostrophe, in capitals or not."""
    spellings = (sample, sample.replace("’", "'"))
    each = (written for spelling in spellings for written in (spelling, spelling.upper()))
    return any(takes(field.schema, written, facts.instances) is not False for written in each)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Nguoi:\n      properties:\n        "
GOOD = [
    _SCHEMA + 'hoTen: {type: string, maxLength: 100, pattern: "^[\\\\p{L}\\\\p{M}\'’ .-]+$"}\n',
    _SCHEMA + "hoTen: {type: string, pattern: '^[A-ZÀ-Ỹ’ ]+$'}\n",
    _SCHEMA + "dia_chi: {type: string, maxLength: 500}\n",
    _SCHEMA + "ho_dem: {type: string, minLength: 1}\n",
]
BAD = {
    "the limits of full_name shut out Nguyễn Thị Ánh": _SCHEMA
    + "full_name: {type: string, pattern: '^[A-Za-z ]+$'}  # <-\n",
    "the limits of hoTen shut out H’Hen Niê": """
        swagger: '2.0'
        paths: {}
        definitions:
          Ten: {type: string, pattern: '^[A-Za-zÀ-ỹ ]+$'}  # <-
          Nguoi: {properties: {hoTen: {$ref: '#/definitions/Ten'}}}
        """,
    "the limits of hoTenCha shut out Công Tằng Tôn Nữ Thị Phương Thảo": _SCHEMA
    + "hoTenCha: {type: string, maxLength: 30}  # <-\n",
    "the limits of lastName shut out Y": _SCHEMA + "lastName: {type: string, minLength: 2}  # <-\n",
    "the limits of diaChi shut out Số 12/3 đường Lê Lợi, phường Bến Thành": """
        openapi: 3.0.3
        paths: {/a: {get: {parameters: [{name: diaChi, in: query, schema: {pattern: '^[\\x20-\\x7e]*$'}}]}}}  # <-
        """,
}
IRRELEVANT = [_SCHEMA + "hoTenKhongDau: {type: string, pattern: '^[A-Z ]+$'}\n"]
UNKNOWN = [_SCHEMA + "hoTen: {type: string, pattern: '('}\n"]
