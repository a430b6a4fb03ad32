"""Fields with personal data are marked as such.

Broken: The document does not say which fields are personal data

Whoever receives the data has to keep basic and sensitive personal data apart from the rest, and cannot guess it from
names. A field is recognised by its name, in an object with a citizen id, or with two kinds of personal data of which
one is no address, telephone number or e-mail: these agencies have too.

To mend it, write `x-personal-data: basic` or `sensitive` at these fields, and `none` where a name misleads.

Shows names that were recognised. Does not show that a field of another name is none of a person, nor that a mark is
right. No law asks for this mark; without any, a reader of the document learns of no protection by design.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.personal_data import MARK, PersonalSchema, personal_schemas
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = (
    DOCUMENT := "nothing is marked as personal data; objects with it: {count}, such as one with {names}",
    OBJECT := "not marked as personal data: {names}",
)
MOST_NAMES: Final = 5


def holds_personal_data(document: Document, facts: Facts) -> bool:
    return bool(personal_schemas(document, facts))


@rule(
    "QD1425-2026.P2.SEC",
    proof=Proof.INDICATIVE,
    when=holds_personal_data,
)
def personal_data_is_marked(document: Document, facts: Facts) -> Iterator[Violation]:
    unmarked = [schema for schema in personal_schemas(document, facts) if schema.named]
    if unmarked and not uses_marks(document):
        names = named(unmarked[0])
        yield Violation(DOCUMENT, at=document, count=len(unmarked), names=names)
        return
    for schema in unmarked:
        yield Violation(OBJECT, at=schema.node, names=named(schema))


def uses_marks(document: Document) -> bool:
    return any(field.node.has(MARK) for field in chain(document.nodes.properties, document.nodes.parameters))


def named(schema: PersonalSchema) -> str:
    names = [field.name[:60] for field in schema.named]
    return ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")


_SCHEMAS = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    "
GOOD = [
    _SCHEMAS + "Nguoi: {properties: {hoTen: {x-personal-data: basic}, ngaySinh: {x-personal-data: Basic}}}\n",
    _SCHEMAS + "Nguoi: {properties: {hoTen: {x-personal-data: basic}}}\n    Goi: {properties: {sdt: {}}}\n",
]
BAD = {
    "nothing is marked as personal data; objects with it: 2, such as one with hoTen, ngaySinh": (
        "openapi: 3.0.3  # <-\n"
        + _SCHEMAS.partition("\n")[2]
        + "Nguoi: {properties: {hoTen: {}, ngaySinh: {}}}\n    Don: {properties: {ma: {}, so_cccd: {type: string}}}\n"
    ),
    "not marked as personal data: so_cccd, dienThoai": _SCHEMAS
    + "Nguoi: {properties: {ho: {x-personal-data: basic}, so_cccd: {}, dienThoai: {x-personal-data: maybe}}}  # <-\n",
}
IRRELEVANT = [
    _SCHEMAS + "Don_vi: {properties: {dienThoaiCoQuan: {}, email_don_vi: {}, ten: {}}}\n",
    _SCHEMAS + "Goi: {properties: {sdt: {}}}\n",
    _SCHEMAS + "Co_quan: {properties: {diaChi: {}, dienThoai: {}, email: {}}}\n",
    _SCHEMAS + "Nguoi: {properties: {so_cccd: {x-personal-data: none}}}\n",
]
