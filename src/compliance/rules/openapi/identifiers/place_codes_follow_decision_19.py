"""Fields for places take the codes of Decision 19/2025, of two levels.

Broken: A field for a place does not take today's codes, or a third level is required

A province code has two digits and a commune code five. Since 1 July 2025 there are two levels, so that an address of
today has no district to give. A field is recognised by its name.

To mend it, take `^[0-9]{2}$` for provinces and `^[0-9]{5}$` for communes, and do not require the district.

Shows what the document says of the fields. Does not show that their values are codes in force. Addresses of the past
keep their third level: one that stands beside a validity, or is named as old, is not looked at.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.openapi.schema import Property
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.text_limits import UNREADABLE, is_readable, is_text, takes
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.identifiers._siblings import named, tells_its_time

MESSAGES: Final = {
    "province_code": "{name} takes no province code of Decision 19/2025: two digits",
    "commune_code": "{name} takes no commune code of Decision 19/2025: five digits",
    "district": "{name} is required beside {other}, and an address of today has no third level",
}
SAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "province_code": ("01", "04", "79", "96"),
    "commune_code": ("00004", "26734", "32248"),
}
COMMUNES: Final = ("commune_code", "commune")


def is_of_today(property_: Property, facts: Facts) -> bool:
    return not tells_its_time(property_, facts)


@rule(
    "NDX-IDN-16",
    proof=Proof.INDICATIVE,
    when=field_named("province_code", "commune_code", "district").narrowed(is_of_today),
)
def place_codes_follow_decision_19(property_: Property, facts: Facts) -> Iterator[Violation | Unknown]:
    schema, concept = property_.schema, facts.field_names.concept(property_.name) or "district"
    if concept == "district":
        if property_.name in property_.parent.strings("required"):
            for other in named(property_, facts, *COMMUNES)[:1]:
                yield Violation(MESSAGES[concept], at=property_, name=property_.name, other=other)
        return
    texts = SAMPLES[concept]
    if not is_readable(schema, facts.instances):
        yield Unknown(UNREADABLE, at=property_)
    is_listed = schema.keyword("enum") is not None or schema.keyword("const") is not None
    if is_text(schema) and not is_listed and all(takes(schema, text, facts.instances) is False for text in texts):
        at = Field(property_.files, property_.node, property_.name, schema).cause
        yield Violation(MESSAGES[concept], at=at, name=property_.name, is_counted=True)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Dia_chi:\n      "
GOOD = [
    _SCHEMA + "properties: {ma_tinh: {type: string, pattern: '^[0-9]{2}$'}, maXa: {type: string, maxLength: 10}}\n",
    _SCHEMA + "required: [ma_tinh]\n      properties: {ma_tinh: {enum: ['01']}, ma_huyen: {}, ma_xa: {}}\n",
]
BAD = {
    "ma_tinh takes no province code of Decision 19/2025: two digits": _SCHEMA
    + "properties:\n        ma_tinh: {type: string, pattern: '^[A-Z]{3}$'}  # <-\n",
    "wardCode takes no commune code of Decision 19/2025: five digits": """
        swagger: '2.0'
        paths: {}
        definitions:
          Xa: {type: string, maxLength: 3}  # <-
          A: {properties: {wardCode: {$ref: '#/definitions/Xa'}}}
        """,
    "ma_huyen is required beside ma_xa, and an address of today has no third level": _SCHEMA
    + "required: [ma_tinh, ma_huyen, ma_xa]\n      properties:\n        ma_tinh: {}\n        ma_xa: {}\n"
    + "        ma_huyen: {}  # <-\n",
}
IRRELEVANT = [
    _SCHEMA + "required: [ma_huyen]\n      properties: {ma_huyen_cu: {}, ma_xa_cu: {}, tenHuyenTrang: {}}\n",
    _SCHEMA.replace("Dia_chi", "DiaChiCu") + "required: [ma_huyen]\n      properties: {ma_huyen: {}, ma_xa: {}}\n",
]
UNKNOWN = [_SCHEMA + "properties: {ma_tinh: {type: string, pattern: '('}}\n"]
