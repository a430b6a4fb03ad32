"""Outsiders know where to report a weakness, from level 3.

Broken: Nobody outside knows where to report a weakness

Weaknesses are often found by others first; who has nobody to tell tells everybody.

To mend it, write an address in `weakness_contact`. A `security.txt` is one form, and none is prescribed.

Shows that an address is given. Does not show that it is published, nor that reports are read.
"""

from collections.abc import Iterator

from compliance.model.address import web_address
from compliance.model.grades import Proof
from compliance.model.pattern import late
from compliance.model.record import NONE, Record
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record.security._levels import may_be_from

LEVEL = 3
MAIL = late(r"(?:mailto:)?[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
PHONE = late(r"[+0-9][0-9 ().-]{2,30}")


def may_be_of_level_3(record: Record) -> bool:
    return may_be_from(record, LEVEL)


@rule(
    "TCVN14423-2026.VULN",
    proof=Proof.INDICATIVE,
    when=may_be_of_level_3,
    needs=("security_level.level", "weakness_contact"),
)
def weakness_channel_is_published(record: Record) -> Iterator[Violation]:
    contact, at = record.weakness_contact, record.at.child("weakness_contact")
    if record.level is None or contact is None:
        return
    if contact == NONE:
        yield Violation("the record says that there is no address for reports of weaknesses", at=at)
    elif not (web_address(contact.strip()) or MAIL.fullmatch(contact.strip()) or PHONE.fullmatch(contact.strip())):
        yield Violation("the contact for weaknesses is neither a web address, an e-mail address nor a number", at=at)


_RECORD = "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 3}\n"
GOOD = [
    _RECORD + "weakness_contact: https://vi-du.gov.vn/.well-known/security.txt\n",
    _RECORD + "weakness_contact: an-ninh@vi-du.gov.vn\n",
    _RECORD + "weakness_contact: '1900 1234'\n",
]
BAD = {
    "the record says that there is no address for reports of weaknesses": _RECORD + "weakness_contact: none  # <-\n",
    "the contact for weaknesses is neither a web address, an e-mail address nor a number": _RECORD
    + "weakness_contact: liên hệ bộ phận kỹ thuật  # <-\n",
}
UNKNOWN = [_RECORD, "slug: household-business\nowner: {code: G12}\nweakness_contact: none\n"]
IRRELEVANT = [
    _RECORD.replace("3", "2") + "weakness_contact: none\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\nweakness_contact: none\n",
]
