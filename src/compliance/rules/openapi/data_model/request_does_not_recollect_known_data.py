"""A request that takes a key of master data demands nothing that is known by it.

Broken: People are asked again for what the state already holds

Name, birth date, sex and address of a citizen, and the address of an enterprise, can be had by the number from the
national databases; whoever asks for them again collects them again.

To mend it, take the number alone and fetch the rest by sharing. What is asked for to update or verify, because its
quality is poor, or by another law, says so in `x-reason`.

Shows the members that requests demand, recognised by their names. Does not show what forms outside the interface ask.
"""

from collections.abc import Collection, Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.messages import body, schemas
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View
from compliance.model.rule import rule
from compliance.model.selection import method
from compliance.model.violation import Violation
from compliance.rules.openapi._names import speaks_of

CITED: Final = ("L20-2023.D41.K3", "L60-2024.D11.K2.B", "QD1425-2026.P2.ONCE")
KEYS: Final = frozenset({"citizen_id", "enterprise_code", "tax_code"})
KNOWN: Final = frozenset({"full_name", "birth_date", "sex", "address", "ethnic_religion_nation"})
FEWEST: Final = 2
MOST_OBJECTS: Final = 25


def collects(operation: Operation, facts: Facts) -> bool:
    """Return whether an operation may collect data: it neither looks up, verifies nor updates, and gives no reason."""
    if operation.node.mapping.get("x-reason") or operation.function is not None:
        return False
    return not any(speaks_of(operation, kind, facts) for kind in ("search", "verification", "update"))


@rule(*CITED, proof=Proof.INDICATIVE, when=method("post").narrowed(collects))
def request_does_not_recollect_known_data(operation: Operation, facts: Facts) -> Iterator[Violation]:
    concept = facts.field_names.concept
    for at, names, required in asked(operation):
        again = sorted(name for name in required.intersection(names) if concept(name) in KNOWN)
        number = next((name for name in names if concept(name) in KEYS), None) if len(again) >= FEWEST else None
        if number is not None:
            template = "{operation} takes {number} and demands what is known by it: {names}"
            told = ", ".join(again)[:100]
            yield Violation(template, at=at, operation=operation.name, number=number, names=told)
            return


def asked(operation: Operation) -> Iterator[tuple[View, Collection[str], frozenset[str]]]:
    """Yield each object or form that a request brings: where it is written, its members, and those it must have."""
    sent = body(operation)
    for schema in schemas(sent, operation, "consumes").values() if sent is not None else ():
        for each in objects_in(Schema(operation.files, schema)) if schema is not None else ():
            yield each, each.members().keys(), each.required()
    form = [parameter for parameter in operation.parameters() if parameter.place == "formData"]
    if form:
        required = frozenset(parameter.name for parameter in form if parameter.is_required)
        yield operation, [parameter.name for parameter in form], required


def objects_in(schema: Schema) -> Iterator[Schema]:
    """Yield a schema and the objects and lists of objects within it, the nearest first."""
    waiting, seen = [schema], set[int]()
    while waiting and len(seen) < MOST_OBJECTS:
        each = waiting.pop(0)
        if id(each.node.raw) not in seen:
            seen.add(id(each.node.raw))
            yield each
            waiting.extend(member for member in (*each.members().values(), each.items) if member is not None)


_POST = "openapi: 3.1.0\npaths:\n  /ho:\n    post:\n      "
_BODY = "requestBody: {content: {application/json: {schema: "
_ASKED = "{properties: {so_cccd: {}, ho_ten: {}, ngay_sinh: {}}, required: [so_cccd, ho_ten, ngay_sinh]}"
GOOD = [
    _POST + _BODY + "{properties: {so_cccd: {}, ho_ten: {}, ngay_sinh: {}}, required: [so_cccd, ho_ten]}}}}\n",
    _POST + _BODY + "{properties: {ho_ten: {}, ngay_sinh: {}}, required: [ho_ten, ngay_sinh]}}}}\n",
]
BAD = {
    "POST /ho takes so_cccd and demands what is known by it: ho_ten, ngay_sinh": _POST + _BODY + _ASKED + "}}}  # <-\n",
    "POST /don takes maSoDoanhNghiep and demands what is known by it: diaChi, ngaySinh": """
        swagger: '2.0'
        paths: {/don: {post: {parameters: [{name: don, in: body, schema: {$ref: '#/definitions/Don'}}]}}}
        definitions:
          Don: {properties: {nguoiNop: {type: array, items: {$ref: '#/definitions/NguoiNop'}}}}  # <-
          NguoiNop:
            required: [diaChi, ngaySinh]
            properties: {maSoDoanhNghiep: {}, diaChi: {}, ngaySinh: {}}
        """,
    "POST /don takes mst and demands what is known by it: dia_chi, gioi_tinh": """
        swagger: '2.0'
        paths:
          /don:
            post:  # <-
              parameters:
              - {name: mst, in: formData}
              - {name: dia_chi, in: formData, required: true}
              - {name: gioi_tinh, in: formData, required: true}
        """,
}
IRRELEVANT = [
    _POST + "x-reason: cập nhật\n      " + _BODY + _ASKED + "}}}\n",
    _POST.replace("/ho", "/cong-dan/xac-thuc") + _BODY + _ASKED + "}}}\n",
    _POST.replace("/ho", "/cong-dan/search") + _BODY + _ASKED + "}}}\n",
    _POST.replace("post", "put") + _BODY + _ASKED + "}}}\n",
]
UNKNOWN = [_POST + _BODY + "{$ref: '#/none'}}}}\n", _POST + "requestBody: {$ref: '#/none'}\n"]
