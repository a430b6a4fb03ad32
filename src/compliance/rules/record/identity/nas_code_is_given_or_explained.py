"""The NAS code stands in a field of its own, or is said not to be issued.

Broken: The NAS code does not stand in a field of its own

A code that stands among others is taken for one of them.

To mend it, write the code in `nas_code` and the local one in `platform_id`; while none is issued, write
`nas_code: not-issued`.

Shows that the record speaks of the NAS code by itself. Does not show that the code was issued: codes are not known to
be given out yet.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import fold
from compliance.model.grades import Proof
from compliance.model.pattern import late
from compliance.model.record import Record
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_said, is_unsaid, unsaid

NAS: Final = late(r"(?<![A-Za-z])NAS(?![A-Za-z])", re.IGNORECASE)


@rule("QD1425-2026.P2.NAS", "ND224-2026.D24.K2.C", "KKTS26.NASCODE", proof=Proof.INDICATIVE)
def nas_code_is_given_or_explained(record: Record) -> Iterator[Violation | Unknown]:
    local, code, at = record.platform_id or "", record.nas_code, record.at.child("platform_id")
    if is_said(code) and fold(local) == fold(code or ""):
        yield Violation("the local code of the platform and its NAS code are the same", at)
    elif NAS.search(local) and not is_said(code):
        yield Violation("the local code of the platform looks like a NAS code, which has a field of its own", at)
    elif is_unsaid(code) and not is_none(code):
        yield unsaid(record, "nas_code")


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "nas_code: not-issued\n",
    _RECORD + "nas_code: none\nplatform_id: HKD-01\n",
    _RECORD + "nas_code: NAS-0001\nplatform_id: HKD-01\n",
]
BAD = {
    "the local code of the platform and its NAS code are the same": _RECORD
    + "nas_code: NAS-0001\nplatform_id: nas-0001  # <-\n",
    "the local code of the platform looks like a NAS code, which has a field of its own": _RECORD
    + "platform_id: NAS.G12.001  # <-\n",
}
UNKNOWN = [_RECORD, _RECORD + "platform_id: HKD-01\n", _RECORD + "nas_code: none\nprovenance: {declared: false}\n"]
