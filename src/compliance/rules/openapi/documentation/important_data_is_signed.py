"""The document of a service with important data says how it is signed.

Broken: The document does not say how important data is signed

Whoever receives important data has to prove later who gave it, and that nobody changed it on the way.

To mend it, describe the signature: the header or the property that holds it, its form (JWS, XAdES, PAdES) and where the
certificate is found.

Shows that the document speaks of a signature. Does not show that a message carries one, nor that it is valid.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from compliance.model.derived.documented_service import DocumentedService
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.documentation._texts import names_of, texts_of

IMPORTANT: Final = frozenset({"important", "core"})
SIGNED_FORMS: Final = ("jose", "jose+json", "pkcs7-mime", "pkcs7-signature", "cms", "vnd.etsi.asic-e+zip")


def may_be_important(documented: DocumentedService) -> bool:
    return documented.service.classification in {None, *IMPORTANT}


def answers_signed(document: Document) -> bool:
    """Return whether an answer has a form that is signed in itself."""
    for operation in document.nodes.operations:
        success = operation.success
        contents = success.get("content") if success is not None else None
        if any(name.lower().endswith(SIGNED_FORMS) for name in (contents.mapping if contents is not None else ())):
            return True
    return False


@rule("TCVN14423-2026.SIGN", proof=Proof.INDICATIVE, when=may_be_important, needs=("service.classification",))
def important_data_is_signed(documented: DocumentedService, facts: Facts) -> Iterator[Violation]:
    document, known = documented.document, facts.document_words["signature"]
    if documented.service.classification not in IMPORTANT or answers_signed(document):
        return
    if not any(map(known.are_in, chain(texts_of(document), names_of(document)))):
        template = "the data of the service {service} is classed important or core, and nothing is said of a signature"
        yield Violation(template, at=document.info, related=documented, service=documented.service.id)


_RECORD = "slug: a\nowner: {code: G12}\nservices: [{id: s, document: openapi.yaml, classification: important}]\n"
_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu}  # <-\npaths: {/ho: {get: "


def _documented(document: str, record: str = _RECORD) -> Platform:
    return Platform(record, {"openapi.yaml": document})


GOOD = [
    _documented(_HEAD + "{parameters: [{name: X-JWS-Signature, in: header}]}}}\n"),
    _documented(_HEAD + "{description: Văn bản trả về được ký số.}}}\n"),
    _documented(_HEAD + "{responses: {200: {content: {application/jose: {}}}}}}}\n"),
    _documented("swagger: '2.0'\npaths: {}\ndefinitions: {Ho: {properties: {chuKySo: {type: string}}}}\n"),
]
BAD = {
    "the data of the service s is classed important or core, and nothing is said of a signature": _documented(
        _HEAD + "{description: Tra cứu hộ}}}\n"
    )
}
IRRELEVANT = [_documented(_HEAD + "{}}}\n", _RECORD.replace("important", "normal"))]
UNKNOWN = [_documented(_HEAD + "{}}}\n", _RECORD.replace(", classification: important", ""))]
