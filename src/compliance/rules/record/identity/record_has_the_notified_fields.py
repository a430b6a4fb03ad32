"""A record has what the owner notifies once the platform carries its label.

Broken: The record lacks what has to be notified

The department publishes what it is told, and others find the platform by it.

To mend it, write name, type, address and the assessment of conformity, and what the platform offers.

Shows that the record has the fields. Does not show that they are true. Where the notification itself is not at hand, a
gap in the record only points to one in the notification; and what is notified is the published conformity, to which an
assessment that is missing only points.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.record_form import is_none
from compliance.model.record_form.papers import Assessment
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._notified import is_labelled, proof
from compliance.rules.record._said import is_unsaid, unsaid

OWED = ("name_vi", "kind", "addresses", "conformity_assessment")
KNOWN = ("apps", "services", "independent_review")


@rule("ND224-2026.D28.K4", when=is_labelled)
def record_has_the_notified_fields(record: Record) -> Iterator[Violation | Unknown]:
    for field in OWED + KNOWN:
        value = getattr(record, field)
        value = value.on if isinstance(value, Assessment) else value
        if is_unsaid(value):
            yield unsaid(record, field)
        elif field in OWED and is_none(value):
            template = "the record gives no {field}, which has to be notified"
            # because conformity may be published without the assessment that this field holds
            proved = Proof.INDICATIVE if field == "conformity_assessment" else proof(record)
            yield Violation(template, record.at.child(field), key=field, proof=proved, field=field)


_RECORD = "slug: household-business\nowner: {code: G12}\nlabel_shown: true\n"
_MORE = "apps: none\nservices: none\nindependent_review: none\n"
_ALL = "name_vi: Hộ kinh doanh\nkind: national_platform\naddresses: ['https://hkd.vi-du.gov.vn']\n" + _MORE
GOOD = [_RECORD + _ALL + "conformity_assessment: {on: 2026-10-05, assessor: Đơn vị Ví Dụ}\n"]
BAD = {
    "the record gives no addresses, which has to be notified": _RECORD + "addresses: none  # <-\n",
    "the record gives no name_vi, which has to be notified": _RECORD
    + "name_vi: none  # <-\nnotification: {number: 12/BTC-CNTT, on: 2026-11-02}\n",
    "the record gives no conformity_assessment, which has to be notified": _RECORD
    + _ALL
    + "conformity_assessment: none  # <-\nprovenance: {source: registry}\n",
}
UNKNOWN = [
    _RECORD + _ALL,
    _RECORD + _ALL + "conformity_assessment: {}\n",
    _RECORD + "addresses: []\n",
    _RECORD + _ALL.replace("https://hkd.vi-du.gov.vn", "none") + "conformity_assessment: {on: 2026-10-05}\n",
    _RECORD + "addresses: none\nprovenance: {declared: false}\n",
]
IRRELEVANT = [
    "slug: household-business\nowner: {code: G12}\naddresses: none\n",
    "slug: household-business\nowner: {code: G12}\nlabel: none\naddresses: none\n",
]
