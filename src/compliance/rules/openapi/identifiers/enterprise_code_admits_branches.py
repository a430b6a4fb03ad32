"""Fields for a tax code take those of branches, persons and households too.

Broken: A field for a tax code shuts out branches, or persons and households

A tax code has ten digits, for a branch ten and three more, with or without a hyphen; persons and households have the
twelve digits of a personal identification number. A field is recognised by its name.

To mend it, take all forms: `^[0-9]{10}(-?[0-9]{3})?$|^[0-9]{12}$`, as `type: string`, because codes begin with zero.

Shows what the document says of the field. Does not show that its values are codes of somebody. The number of an
enterprise itself has ten digits, so that of such a field only these are asked for.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.text_limits import UNREADABLE, is_number, is_readable, is_text, takes
from compliance.model.violation import Unknown, Violation

MESSAGES: Final = {
    "type": "{name} is a number, and tax codes may begin with zero",
    "enterprise": "{name} does not take ten digits",
    "branch": "{name} takes no code of a branch: ten digits and three more",
    "person": "{name} does not take the twelve digits of persons and households",
}
ENTERPRISE: Final = "0101234567"
BRANCHES: Final = ("0101234567-001", "0101234567001")
PERSON: Final = "001199012345"
COMPANIES: Final = ("enterprise", "company", "dn", "doanh nghiep", "cong ty", "to chuc")
PERSONS: Final = ("ca nhan", "nguoi", "person", "individual", "hkd", "ho kinh doanh")


@rule(
    "QD20-2020.D5",
    proof=Proof.INDICATIVE,
    when=field_named("tax_code", "enterprise_code"),
)
def enterprise_code_admits_branches(field: Field, facts: Facts) -> Iterator[Violation | Unknown]:
    schema, shut_out = field.schema, None
    if not is_readable(schema, facts.instances):
        yield Unknown(UNREADABLE, at=field)
    if is_number(schema):
        shut_out = "type"
    elif is_text(schema) and schema.keyword("enum") is None and schema.keyword("const") is None:
        shut_out = next((kind for kind, codes in wanted(field, facts) if not open_to(field, codes, facts)), None)
    if shut_out is not None:
        yield Violation(MESSAGES[shut_out], at=field.cause, name=field.name, is_counted=True)


def wanted(field: Field, facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the codes of which a field has to take one, by whom they name."""
    is_tax = facts.field_names.concept(field.name) == "tax_code"
    if not tells(field.name, PERSONS):
        yield "enterprise", (ENTERPRISE,)
        if is_tax:
            yield "branch", BRANCHES
    if is_tax and not tells(field.name, COMPANIES):
        yield "person", (PERSON,)


def open_to(field: Field, codes: tuple[str, ...], facts: Facts) -> bool:
    return any(takes(field.schema, code, facts.instances) is not False for code in codes)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Nguoi_nop_thue:\n      properties:\n        "
GOOD = [
    _SCHEMA + "ma_so_thue: {type: string, pattern: '^[0-9]{10}(-?[0-9]{3})?$|^[0-9]{12}$'}\n",
    _SCHEMA + "mst: {type: string, maxLength: 14}\n",
    _SCHEMA + "maSoThueDN: {type: string, pattern: '^[0-9]{10}(-[0-9]{3})?$'}\n",
    _SCHEMA + "ma_so_doanh_nghiep: {type: string, pattern: '^[0-9]{10}$'}\n",
    _SCHEMA + "mst_ca_nhan: {type: string, pattern: '^[0-9]{12}$'}\n",
]
BAD = {
    "ma_so_thue takes no code of a branch: ten digits and three more": _SCHEMA
    + "ma_so_thue: {type: string, pattern: '^\\d{10}$'}  # <-\n",
    "ma_so_thue does not take the twelve digits of persons and households": _SCHEMA
    + "ma_so_thue: {type: string, pattern: '^[0-9]{10}(-[0-9]{3})?$'}  # <-\n",
    "maSoThue takes no code of a branch: ten digits and three more": """
        swagger: '2.0'
        paths: {/a: {get: {parameters: [{name: maSoThue, in: query, type: string, maxLength: 12}]}}}  # <-
        """,
    "msdn does not take ten digits": _SCHEMA + "msdn: {type: string, maxLength: 9}  # <-\n",
    "taxCode is a number, and tax codes may begin with zero": _SCHEMA + "taxCode: {type: integer}  # <-\n",
}
IRRELEVANT = [_SCHEMA + "ma_chi_cuc_thue: {type: integer}\n"]
UNKNOWN = [_SCHEMA + "ma_so_thue: {type: string, pattern: '('}\n"]
