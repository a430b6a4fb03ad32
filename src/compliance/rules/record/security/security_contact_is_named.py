"""A unit or person in charge of security is named.

Broken: Nobody is named who is in charge of security

Who finds an intrusion has to know whom to call.

To mend it, name the unit or the person in `security_contact`.

Shows that somebody is named. Does not show that the unit exists, nor that anybody answers.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form import Contact
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("ND331-2026.D31.K1.B", proof=Proof.INDICATIVE, needs=("security_contact",))
def security_contact_is_named(record: Record) -> Iterator[Violation | Unknown]:
    contact, at = record.security_contact, record.at.child("security_contact")
    if contact == NONE:
        yield Violation("the record says that nobody is in charge of security", at=at)
    elif isinstance(contact, Contact) and not any((contact.unit or "").split() or (contact.person or "").split()):
        yield Unknown("the contact for security names neither unit nor person", at=at)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "security_contact: {unit: Đơn vị Ví dụ}\n",
    _RECORD + "security_contact: {role: security, person: Trực an ninh, phone: '1900'}\n",
]
BAD = {"the record says that nobody is in charge of security": _RECORD + "security_contact: none  # <-\n"}
UNKNOWN = [
    _RECORD,
    _RECORD + "security_contact: {}\n",
    _RECORD + "security_contact: {phone: '1900', unit: ' '}\n",
    _RECORD + "security_contact: none\nprovenance: {declared: false}\n",
]
