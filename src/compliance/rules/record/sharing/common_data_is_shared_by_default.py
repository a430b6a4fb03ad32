"""Data for common use is closed to state agencies on a legal ground only.

Broken: Data for common use is closed to state agencies without a legal ground

Such data is shared by default with agencies that ask for it for their management work.

To mend it, share the data, or name the law that closes it in `legal_ground`.

Shows how the record classes the data and whether it is closed. Does not show whether a named ground carries. Data for
the owner's own use is not meant, nor a request by somebody who is no state agency.
"""

from collections.abc import Iterator

from compliance.model.record import Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid


def may_be_for_common_use(service: Service) -> bool:
    return service.data_class != "own-use"


@rule("ND194-2025.D16.K2.a", "ND47-2020.D34.K1", when=may_be_for_common_use, needs=("sharing_form",))
def common_data_is_shared_by_default(service: Service) -> Iterator[Violation | Unknown]:
    if service.form != "closed":
        return
    if is_unsaid(service.legal_ground):
        yield unsaid(service, "legal_ground")
    elif not is_none(service.legal_ground):
        return
    elif service.data_class in {"common-use", "open"}:
        template = "the service {service} closes data of the class {found}, and names no legal ground for it"
        yield Violation(template, service.at.child("sharing_form"), service=service.id, found=service.data_class)
    else:
        yield unsaid(service, "data_class")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, data_class: common-use, sharing_form: default}\n",
    _RECORD
    + "{id: households, data_class: common-use, sharing_form: closed, legal_ground: 'Luật Quản lý thuế, Điều 99'}\n",
    _RECORD + "{id: households, sharing_form: on-request}\n",
]
BAD = {
    "the service households closes data of the class common-use, and names no legal ground for it": _RECORD
    + "{id: households, data_class: common-use, sharing_form: closed, legal_ground: none}  # <-\n",
    "the service households closes data of the class open, and names no legal ground for it": _RECORD
    + "{id: households, data_class: open, sharing_form: đóng, legal_ground: None}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households, data_class: common-use}\n",
    _RECORD + "{id: households, data_class: common-use, sharing_form: closed}\n",
    _RECORD + "{id: households, data_class: none, sharing_form: closed, legal_ground: none}\n",
    _RECORD + "{id: households, sharing_form: closed, legal_ground: none}\n",
    _RECORD
    + "{id: households, data_class: open, sharing_form: closed, legal_ground: none}\nprovenance: {declared: false}\n",
]
IRRELEVANT = [_RECORD + "{id: households, data_class: own-use, sharing_form: closed, legal_ground: none}\n"]
