"""A direct connection between agencies says why no intermediary serves.

Broken: A direct connection gives no reason for going past the intermediaries

Connection goes through an intermediary first: NDXP, NDOP, the infrastructure of a ministry or province. A direct line
is the way out where none of them is ready, or where the one that is ready does not meet the need.

To mend it, write in `reason` which intermediary is not ready or not adequate, or move the connection to one that is.

Shows that a reason is declared. Does not show that it is true, nor that who runs the intermediary has said so.
"""

from collections.abc import Iterator

from compliance.model.record import Connection
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record.connection._parties import is_direct_between_agencies


@rule(
    "L20-2023.D42.K4",
    "ND194-2025.D19.A",
    "TT13-2017.D16",
    "ND47-2020.D46",
    when=is_direct_between_agencies,
    needs=("reason",),
)
def direct_connection_gives_its_reason(connection: Connection) -> Iterator[Violation]:
    if is_none(connection.reason):
        template = "the connection over {via} goes past the intermediaries without a reason"
        yield Violation(template, at=connection.at.child("reason"), via=connection.via or "-")


_RECORD = "slug: household-business\nowner: {code: G12, kind: state-agency}\nconnections:\n- "
GOOD = [
    _RECORD + "{via: direct, network: state, reason: NDXP chưa sẵn sàng}\n",
    _RECORD + "{via: api, intermediary: None, reason: NDXP không đáp ứng}\n",
]
BAD = {
    "the connection over dedicated goes past the intermediaries without a reason": _RECORD
    + "{via: direct, network: state, reason: none}  # <-\n",
    "the connection over api goes past the intermediaries without a reason": _RECORD
    + "{via: direct, network: internet, reason: None}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{via: direct}\n",
    _RECORD + "{via: direct, reason: ''}\n",
    "slug: household-business\nowner: {code: G12}\n",
    "slug: household-business\nowner: {code: G12}\nconnections: null\n",
    _RECORD.replace("connections", "provenance: {declared: false}\nconnections") + "{via: direct, reason: none}\n",
]
IRRELEVANT = [
    _RECORD + "{via: ndxp, reason: none}\n",
    _RECORD + "{via: fax, reason: none}\n",
    _RECORD + "{via: api, intermediary: LGSP, reason: none}\n",
    _RECORD + "{via: dedicated, state: ended, reason: none}\n",
    _RECORD + "{via: dedicated, other_party: {agency: G12.05}, reason: none}\n",
    _RECORD + "{via: dedicated, other_party: {agency: bộ tài chính}, reason: none}\n",
    "slug: household-business\nowner: {code: G12}\nconnections: none\n",
]
