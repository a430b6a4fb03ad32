"""The schema of a core entity has a key and names where its data comes from.

Broken: Master data has no key, or nobody says where it comes from

Persons, enterprises, agencies, places and land parcels stand in one trusted source each; copies can only be joined by
the key of that source. Codes of master data are not published yet, so none is asked for.

To mend it, add the key to the schema and mark it with `x-key: true`, and name the source in `x-master-source`, in the
description, or by a `$ref` to the schema of its owner.

Shows that a key and a source are named in schemas that are called like a core entity. Does not show that the data is
taken from there.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.identity import is_identifier
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.violation import Violation

CITED: Final = ("ND278-2025.D5.K2", "NDX-DAT-02", "ND278-2025.D5.X", "QD1425-2026.P2.MASTER")
HAVE_MEMBERS: Final = frozenset({"properties", "allOf", "$ref"})
SHELVES: Final = frozenset({"schemas", "definitions"})


def is_core_entity(schema: Schema, facts: Facts) -> bool:
    node = schema.node
    is_shared = node.parent is not None and node.parent.key in SHELVES
    return is_shared and phrase(str(node.key)) in facts.core_entities and not HAVE_MEMBERS.isdisjoint(node.mapping)


@rule(*CITED, proof=Proof.INDICATIVE, when=is_core_entity)
def master_data_names_its_source(schema: Schema, facts: Facts) -> Iterator[Violation]:
    name = str(schema.node.key)
    keys = facts.core_entities[phrase(name)]
    members = schema.members()
    if not members:
        return
    has_key = any(
        facts.field_names.concept(member) in keys or is_identifier(member) or inner.keyword("x-key") is True
        for member, inner in members.items()
    )
    if not has_key:
        yield Violation("{name} has no member that identifies one", at=schema, name=name)
    if not names_source(schema, facts):
        template = "{name} does not say from which source its data is taken"
        yield Violation(template, at=schema, name=name, proof=Proof.SUGGESTIVE)


def names_source(schema: Schema, facts: Facts) -> bool:
    """Return whether a schema is marked with its source, tells it, or is made of a schema in another file."""
    if schema.keyword("x-master-source") or schema.keyword("externalDocs"):
        return True
    listed = schema.node.get("allOf")
    parts = (schema.node, *(listed.items() if listed is not None else ()))
    if any(not (part.text("$ref") or "#").startswith("#") for part in parts):
        return True
    told = f" {phrase(' '.join(part.text('description') or '' for part in parts))} "
    return any(f" {word} " in told for word in facts.message_words["source"])


_SCHEMAS = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    "
GOOD = [
    _SCHEMAS + "CongDan: {x-master-source: CSDL quốc gia về dân cư, properties: {so_dinh_danh: {}, ho_ten: {}}}\n",
    _SCHEMAS + "Enterprise: {description: Taken from the business register, properties: {tax_code: {}}}\n",
    _SCHEMAS + "DVHC: {description: 'Nguồn: Bộ Nội vụ', properties: {khoa: {x-key: true}}}\n",
]
BAD = {
    "DoanhNghiep has no member that identifies one": _SCHEMAS
    + "DoanhNghiep: {x-master-source: CSDL đăng ký kinh doanh, properties: {ten: {}}}  # <-\n",
    "DoanhNghiep does not say from which source its data is taken": """
        swagger: '2.0'
        paths: {}
        definitions:
          DoanhNghiep: {allOf: [{properties: {maSoDoanhNghiep: {type: string}}}]}  # <-
        """,
}
IRRELEVANT = [_SCHEMAS + "CongDanTraLoi: {properties: {ten: {}}}\n    Citizen: {type: object}\n"]
UNKNOWN = [_SCHEMAS + "CongDan: {$ref: '#/none'}\n"]
