"""A document names whom to ask, with an address that can be one.

Broken: The document does not say whom to ask

A developer of another agency whose call fails has nobody else to ask.

To mend it, write `info.contact` with the name of a unit or a person and an e-mail address, a web address or a telephone
number.

Shows the form of what stands there. Does not show that anybody answers.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation

EMAIL: Final = late(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
WEB: Final = late(r"https?://[^\s/]+\.[^\s/]+.*", re.DOTALL)
TELEPHONE: Final = late(r"\+?[\d\s().-]{6,20}\d")
OF_TEMPLATES: Final = frozenset({"apiteam@swagger.io", "your-email@gmail.com", "support@example.com"})


def texts(contact: Node) -> list[str]:
    """Return what stands in a contact but for the name, its extensions too, where telephone numbers are."""
    return [str(value).strip() for key, value in contact.mapping.items() if key != "name" and value]


def is_address(written: str) -> bool:
    return written not in OF_TEMPLATES and any(form.fullmatch(written) for form in (EMAIL, WEB, TELEPHONE))


@rule("CV2765-2024.D", "ND47-2020.D7.K1", proof=Proof.INDICATIVE)
def document_gives_a_contact(document: Document) -> Iterator[Violation]:
    contact = document.info.get("contact")
    if contact is None or not contact.mapping:
        yield Violation("the document names nobody to ask: no `info.contact`", at=contact or document.info)
        return
    if not (contact.text("name") or "").strip():
        yield Violation("`info.contact` does not name the unit or the person", at=contact)
    stated = texts(contact)
    if not stated:
        yield Violation("`info.contact` gives neither an e-mail address nor a web address or telephone", at=contact)
    elif not any(map(is_address, stated)):
        yield Violation("what `info.contact` gives is no e-mail address, web address or telephone number", at=contact)


_INFO = "openapi: 3.1.0\npaths: {}\ninfo:\n  title: Tra cứu\n"
GOOD = [
    _INFO + "  contact: {name: Cục Chuyển đổi số, email: hotro@example.gov.vn}\n",
    _INFO + "  contact: {name: Tổ hỗ trợ, url: 'https://example.gov.vn/ho-tro'}\n",
    "swagger: '2.0'\npaths: {}\ninfo: {contact: {name: Tổ hỗ trợ, x-phone: 024 3943 6666}}\n",
]
BAD = {
    "the document names nobody to ask: no `info.contact`": _INFO + "  contact: {}  # <-\n",
    "`info.contact` does not name the unit or the person": _INFO + "  contact: {email: a@example.gov.vn}  # <-\n",
    "what `info.contact` gives is no e-mail address, web address or telephone number": _INFO
    + "  contact: {name: Tổ hỗ trợ, email: admin}  # <-\n",
    "`info.contact` gives neither an e-mail address nor a web address or telephone": _INFO
    + "  contact: {name: Tổ hỗ trợ}  # <-\n",
}
