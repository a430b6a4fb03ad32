"""Fields for a dossier code take agency code, day and number.

Broken: A field for a dossier code does not take dossier codes, or shows another

The one-stop system makes the code when it receives the dossier (`H49-261128-0001`, `000.00.00.H49-261128-0001`), and
every exchange names the dossier by it. A field is recognised by its name.

To mend it, write `type: string`, let pattern and length take codes with either form of agency code, and show an example
with a day that exists.

Shows what the document says of the field. Does not show that its values name dossiers. Numbers of dossiers that are
none of an administrative procedure bear the same names and may be built otherwise. Whether Decree 118/2025/NĐ-CP keeps
this structure was not read.
"""

from collections.abc import Iterator
from datetime import datetime
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
    TYPE := "{name} is a number, and a dossier code holds letters",
    REFUSED := "{name} takes no dossier code, such as {sample}",
    VALUE := "the `{keyword}` of {name} is not built of agency code, day and number",
    DAY := "the `{keyword}` of {name} holds a day that does not exist",
)
CODES: Final = tuple(
    f"{agency}-261128-{number}"
    for agency in ("H49", "H49.61", "G12.01.02", "000.00.00.H49", "000.16.12.H49")
    for number in ("0001", "00001", "000001")
)
COUNTS: Final = ("so ho so", "so bien nhan")
"""Names that, as numbers, are those of a count."""
FORM: Final = late(r"(?:[0-9]+\.){0,3}[A-Y][0-9]{2}(?:\.[A-Z0-9]+)*-([0-9]{6})-[0-9]{3,}")


@rule("NDX-IDN-14", "NDX-IDN-15", proof=Proof.INDICATIVE, when=field_named("dossier_code"))
def dossier_code_has_its_structure(field: Field, facts: Facts) -> Iterator[Violation | Unknown]:
    schema = field.schema
    if is_number(schema) and not tells(field.name, COUNTS):
        yield Violation(TYPE, at=field.cause, name=field.name, is_counted=True)
    if not is_text(schema):
        return
    if not is_readable(schema, facts.instances):
        yield Unknown(UNREADABLE, at=field)
    is_listed = schema.keyword("enum") is not None or schema.keyword("const") is not None
    if not is_listed and all(takes(schema, code, facts.instances) is False for code in CODES):
        yield Violation(REFUSED, at=field.cause, name=field.name, sample=CODES[0], is_counted=True)
    for keyword, text in shown_texts(field):
        found = FORM.fullmatch(text)
        if found is None or not is_day(found[1]):
            message = VALUE if found is None else DAY
            yield Violation(message, at=field, key=keyword, name=field.name, keyword=keyword)
            return


def is_day(digits: str) -> bool:
    """Return whether year, month and day, two digits each, are a day of the calendar."""
    try:
        datetime.strptime(digits, "%y%m%d")  # noqa: DTZ007 - because a day has no zone
    except ValueError:
        return False
    return True


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ho_so:\n      properties:\n        "
GOOD = [
    _SCHEMA + "ma_ho_so: {type: string, maxLength: 50, example: 000.00.00.H49-261128-0001}\n",
    _SCHEMA + "soHoSo: {type: string, pattern: '^[A-Z0-9.]+-[0-9]{6}-[0-9]{4}$', example: H49-261128-0001}\n",
    _SCHEMA + "dossier_code: {type: string, example: string}\n",
    _SCHEMA + "soHoSo: {type: integer, description: Tổng số hồ sơ}\n",
]
BAD = {
    "ma_ho_so takes no dossier code, such as H49-261128-0001": _SCHEMA
    + "ma_ho_so: {type: string, maxLength: 10}  # <-\n",
    "maHoSo is a number, and a dossier code holds letters": """
        swagger: '2.0'
        paths: {'/ho-so/{maHoSo}': {get: {parameters: [{name: maHoSo, in: path, type: integer}]}}}  # <-
        """,
    "the `example` of ma_ho_so holds a day that does not exist": _SCHEMA
    + "ma_ho_so: {type: string, example: H49-261332-0001}  # <-\n",
    "the `examples` of soHoSo is not built of agency code, day and number": _SCHEMA
    + "soHoSo: {type: string, examples: [HS-0001]}  # <-\n",
}
IRRELEVANT = [_SCHEMA + "loaiHoSo: {type: integer}\n"]
UNKNOWN = [_SCHEMA + "ma_ho_so: {type: string, pattern: '('}\n"]
