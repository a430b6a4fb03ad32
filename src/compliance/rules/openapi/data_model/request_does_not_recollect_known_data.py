"""A request that takes a key of master data demands nothing that is known by it.

Broken: A request demands again what can be had by the number that it takes

Name, birth date, sex and address of a citizen, and the address of an enterprise, can be had by the number from the
national databases by an agency to which they are shared; such an agency that asks for them again collects them again.

To mend it, take the number alone and fetch the rest by sharing. What is asked for to update or verify, because its
quality is poor, or by another law, says so in `x-reason`.

Shows the members that requests demand, recognised by their names. Does not show what forms outside the interface ask,
whether the agency is granted the data of those databases, nor whether an exception of the law applies.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.rule import rule
from compliance.model.selection import method
from compliance.model.violation import Violation
from compliance.rules.openapi._names import speaks_of
from compliance.rules.openapi.data_model._asked import asked

CITED: Final = ("L20-2023.D41.K3", "L60-2024.D11.K2.B", "QD1425-2026.P2.ONCE")
KEYS: Final = frozenset({"citizen_id", "enterprise_code", "tax_code"})
KNOWN: Final = frozenset({"full_name", "birth_date", "sex", "address", "ethnic_religion_nation"})
FEWEST: Final = 2


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
