"""A record holds no secret, and no address of an administration page.

Broken: A record holds what must not be in it: a secret, or an administration page

Records are passed on and published.

To mend it, take it out, change the secret wherever it is used, and say who gives access instead.

Shows that nothing in the record looks like a secret. Does not show that none is in it: short passwords and other forms
are not recognised.
"""

import re
from collections.abc import Iterator

from compliance.model.address import web_address
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.pattern import late
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.secrets import suspicion
from compliance.model.texts import texts_of
from compliance.model.violation import Violation

ADDRESS = late(r"https?://[^\s\"'<>()\[\]{}]{4,500}", re.IGNORECASE)
ADMINISTRATION = frozenset(
    {"admin", "administrator", "quantri", "quan-tri", "wp-admin", "phpmyadmin", "adminer", "cpanel", "webadmin"}
)


@rule("KKTS26.NOSECRET", "NDX-SEC-01", proof=Proof.INDICATIVE)
def record_holds_no_secret(record: Record, facts: Facts) -> Iterator[Violation]:
    for at, text in texts_of(record, record.at):
        kind = suspicion(text, facts.as_of)
        if kind is not None:
            yield Violation("the record holds what looks like {kind}", at=at, kind=kind.said)
        if "://" in text and any(_is_administration(found[0]) for found in ADDRESS.finditer(text)):
            yield Violation("the record holds the address of an administration page", at=at)


def _is_administration(written: str) -> bool:
    address = web_address(written)
    if address is None:
        return False
    steps = address.target.partition("?")[0].lower().split("/")
    return address.host.split(".")[0] in ADMINISTRATION or not ADMINISTRATION.isdisjoint(steps[1:3])


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "notes: 'Đăng nhập bằng mật khẩu: do đơn vị vận hành cấp riêng'\naddresses: [https://vi-du.gov.vn]\n",
    _RECORD + "notes: 'password: Example@2026; khóa AKIAIOSFODNN7EXAMPLE; Authorization: Bearer xxx'\n",
    _RECORD + "addresses: ['https://vi-du.gov.vn/tin-tuc/admin-la-gi']\n",
]
BAD = {
    "the record holds what looks like a password or an access key": _RECORD
    + "notes: 'Tài khoản khai thác, mật khẩu: Qz7@mRt41'  # <-\n",
    "the record holds what looks like an address with a password": _RECORD
    + "facts:\n  link: ['ftp://hkd:Qz7+mRt41@10.0.0.5/ra']  # <-\n",
    "the record holds the address of an administration page": _RECORD
    + "addresses: ['https://admin.mof.gov.vn']  # <-\n",
    "the record holds what looks like a key of a cloud service": _RECORD
    + "services: [{id: a, parameters: 'key=AKIA"
    + "Q7ZPL2XK9WM4TRCB'}]  # <-\n",
}
