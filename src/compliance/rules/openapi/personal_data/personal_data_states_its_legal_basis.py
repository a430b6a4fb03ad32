"""An operation with personal data names its legal basis.

Broken: An operation with personal data names no legal basis, or one no longer in force

Personal data is given to others with consent, or in a case that the law names. Who connects has to know which, and what
was allowed by an act that has been repealed needs a new ground.

To mend it, write `x-legal-basis` at the operation: consent, or the case and the act with its number. For all of them it
may stand once, at the root of the document.

Shows operations of which the schemas, marked or recognised by names, hold personal data. Does not show that the basis
carries the purpose. Consents given under an earlier act may go on. The law asks for a basis, not that a document names
it: a mark that is missing is a question to the owner, no more.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.operation import Operation
from compliance.model.pattern import late
from compliance.model.personal_data import gives_personal_data, takes_personal_data
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.personal_data._operations import LEGAL_BASIS, basis_of, is_about_data, lack

ACT: Final = late(r"\d{1,4}/\d{4}/[A-ZĐ]{2}[-\w]*")
CONSENT: Final = ("consent", "dong y")
MESSAGES: Final = (
    DOCUMENT := "most operations with personal data name no `x-legal-basis`; operations without: {count}",
    MISSING := "{operation} gives or takes personal data and names no legal basis",
    REPEALED := "{operation} rests on {act}, which is no longer in force",
)


def has_personal_data(operation: Operation, facts: Facts) -> bool:
    is_concerned = gives_personal_data(operation, facts) or takes_personal_data(operation, facts)
    return is_concerned and is_about_data(operation, facts)


@rule(
    "L91-2025.D15.K2.B",
    "L91-2025.D17.K1",
    "L91-2025.D19.K1.C",
    proof=Proof.INDICATIVE,
    when=has_personal_data,
)
def personal_data_states_its_legal_basis(operation: Operation, facts: Facts) -> Iterator[Violation]:
    basis = basis_of(operation)
    if basis is not None:
        acts = ACT.findall(basis[:2000])
        if acts and all(is_repealed(number, facts) for number in acts):
            proof = Proof.SUGGESTIVE if tells(basis, CONSENT) else None
            yield Violation(REPEALED, at=operation, operation=operation.name, act=acts[0], proof=proof)
    elif is_usual_to_lack(operation, facts):
        yield Violation(DOCUMENT, at=operation.files.root, proof=Proof.SUGGESTIVE, is_counted=True)
    else:
        yield Violation(MISSING, at=operation, proof=Proof.SUGGESTIVE, operation=operation.name)


def is_usual_to_lack(operation: Operation, facts: Facts) -> bool:
    return lack(
        operation, LEGAL_BASIS, lambda each: has_personal_data(each, facts), lambda each: basis_of(each) is not None
    ).is_usual


def is_repealed(number: str, facts: Facts) -> bool:
    acts = [act for act in facts.catalogue.instruments.values() if act.number == number]
    return bool(acts) and all(act.is_repealed(facts.as_of) for act in acts)


_ANSWER = "responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Nguoi'}}}}}"
_HEAD = (
    "openapi: 3.1.0\ncomponents: {schemas: {Nguoi: {properties: {hoTen: {}, ngay_sinh: {}}}}}\npaths:\n  /nguoi:\n    "
)
GOOD = [
    _HEAD + "get: {x-legal-basis: Điều 19 khoản 1 điểm c Luật 91/2025/QH15, " + _ANSWER + "}\n",
    _HEAD + "get: {" + _ANSWER + "}\nx-legal-basis: consent\n",
    _HEAD + "get: {x-legal-basis: 'Luật 91/2025/QH15, trước là 13/2023/NĐ-CP', " + _ANSWER + "}\n",
]
BAD = {
    "most operations with personal data name no `x-legal-basis`; operations without: 2": (
        "openapi: 3.1.0  # <-\n" + _HEAD.partition("\n")[2] + "get: {" + _ANSWER + "}\n    put: {" + _ANSWER + "}\n"
    ),
    "POST /nguoi gives or takes personal data and names no legal basis": _HEAD
    + "get: {x-legal-basis: consent, "
    + _ANSWER
    + "}\n    post: {requestBody: {content: {a/b: {schema: {$ref: '#/components/schemas/Nguoi'}}}}}  # <-\n",
    "GET /nguoi gives or takes personal data and names no legal basis": _HEAD
    + "get: {x-legal-basis: '', parameters: [{name: so_cccd, in: query}]}  # <-\n    put: {x-legal-basis: consent, "
    + _ANSWER
    + "}\n",
    "GET /nguoi rests on 13/2023/NĐ-CP, which is no longer in force": _HEAD
    + "get: {x-legal-basis: Nghị định 13/2023/NĐ-CP, "
    + _ANSWER
    + "}  # <-\n",
}
IRRELEVANT = [
    _HEAD + "get: {responses: {'200': {description: ok}}}\n",
    _HEAD + "post: {x-function: token, " + _ANSWER + "}\n",
]
