"""Fields for the code of an agency take codes of Decision 20/2020.

Broken: A field for an agency code does not take agency codes, or shows one that is none

The code names sender and receiver in every exchange. Codes of the old form (`000.00.00.H49`) and of the new one (`H49`)
stand beside each other, and neither is ever written anew as the other. A field is recognised by its name.

To mend it, write `type: string`, `maxLength: 35` and, if a pattern is wanted, `^[A-Z0-9]+(\\.[A-Z0-9]+)*$`.

Shows what the document says of the field. Does not show that its values are codes of agencies that exist, nor that the
exchange must use this code: systems of one sector may have codes of their own.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.text_limits import UNREADABLE, is_number, is_readable, is_text, takes
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.identifiers._values import shown_texts

MESSAGES: Final = (
    TYPE := "{name} is a number, and an agency code holds letters",
    REFUSED := "{name} takes no code of Decision 20/2020, such as {sample}",
    LAX := "{name} also takes what is no agency code, such as {sample}",
    VALUE := "the `{keyword}` of {name} is no agency code",
)
CODES: Final = ("G22", "H37.02", "H37.02.02", "H49.01.002", "G09.99.01.001", "000.00.00.H49", "001.02.03.G22")
NO_CODES: Final = ("g22", "G22 01", "G22..01")
FORM: Final = late(r"(?:[0-9]+\.){0,3}[A-Y][0-9]{2}(?:\.[A-Z0-9]+)*")
LONGEST: Final = 35


@rule(
    "QD20-2020.D4.K1",
    "QD20-2020.D4.K2",
    "QD20-2020.D4.K3",
    proof=Proof.INDICATIVE,
    when=field_named("agency_code"),
)
def agency_code_follows_decision_20(field: Field, facts: Facts) -> Iterator[Violation | Unknown]:
    if is_number(field.schema):
        yield Violation(TYPE, at=field.cause, name=field.name, is_counted=True)
    if not is_text(field.schema):
        return
    if not is_readable(field.schema, facts.instances):
        yield Unknown(UNREADABLE, at=field)
    proof = Proof.SUGGESTIVE if is_any_unit(field.name) else None
    accepts = [takes(field.schema, code, facts.instances) for code in CODES]
    is_listed = field.schema.keyword("enum") is not None or field.schema.keyword("const") is not None
    if not is_listed and not any(answer is not False for answer in accepts):
        yield Violation(REFUSED, at=field.cause, name=field.name, sample=CODES[0], proof=proof, is_counted=True)
    elif field.schema.keyword("pattern") is not None:
        lax = next((text for text in NO_CODES if takes(field.schema, text, facts.instances)), None)
        if lax is not None:
            yield Violation(LAX, at=field.cause, name=field.name, sample=lax, proof=Proof.SUGGESTIVE, is_counted=True)
    for keyword, text in shown_texts(field):
        if len(text) > LONGEST or not FORM.fullmatch(text):
            yield Violation(VALUE, at=field, key=keyword, name=field.name, keyword=keyword, proof=proof)
            return


def is_any_unit(name: str) -> bool:
    """Return whether a name speaks of a unit, which may have a code of its sector, and not of its identifier."""
    return tells(name, ("don vi",)) and not tells(name, ("dinh danh", "co quan"))


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Van_ban:\n      properties:\n        "
GOOD = [
    _SCHEMA + "ma_co_quan: {type: string, maxLength: 35, pattern: '^[A-Z0-9]+(\\.[A-Z0-9]+)*$', example: H37.02}\n",
    _SCHEMA + "maDinhDanhCoQuan: {type: string, pattern: '^([0-9.]+\\.)?[A-Z][0-9]{2}$', example: 000.00.00.H49}\n",
    _SCHEMA + "ma_don_vi_gui: {enum: [G22, G01], example: string}\n",
]
BAD = {
    "ma_co_quan takes no code of Decision 20/2020, such as G22": _SCHEMA
    + "ma_co_quan: {type: string, pattern: '^[0-9]+$'}  # <-\n",
    "maCoQuan takes no code of Decision 20/2020, such as G22": """
        swagger: '2.0'
        paths: {/a: {get: {parameters: [{name: maCoQuan, in: query, type: string, maxLength: 2}]}}}  # <-
        """,
    "organId is a number, and an agency code holds letters": _SCHEMA + "organId: {type: integer}  # <-\n",
    "agency_code also takes what is no agency code, such as g22": _SCHEMA
    + "agency_code: {type: string, pattern: '^[A-Za-z0-9.]+$'}  # <-\n",
    "the `example` of ma_co_quan is no agency code": _SCHEMA + "ma_co_quan: {type: string, example: g22}  # <-\n",
    "the `enum` of ma_co_quan is no agency code": _SCHEMA + "ma_co_quan: {enum: [G22, G22.]}  # <-\n",
}
IRRELEVANT = [_SCHEMA + "ten_co_quan: {type: integer}\n", _SCHEMA + "ma_co_quan: {type: integer, x-code-list: none}\n"]
UNKNOWN = [_SCHEMA + "ma_co_quan: {type: string, pattern: '('}\n"]
