"""A connection names its channel, its network and its state.

Broken: The connection does not say over which channel

Connected is no answer: a platform is connected over NDXP, over the coordinating platform of the National Data Centre
(ndop), over the bus of a ministry or province (lgsp, ldop), over the document axis, by an interface or a line of its
own, on some network, in some state.

To mend it, write `via`, `network` and `status`.

Shows what the record declares. Does not show that data passes: a claim is not evidence.
"""

from collections.abc import Iterator

from compliance.model.record import NONE, Connection
from compliance.model.rule import rule
from compliance.model.violation import Violation


def exists(connection: Connection) -> bool:
    return connection.exists


@rule(
    "ND194-2025.D20",
    "ND194-2025.D20.X",
    "QD1425-2026.P2.MEDIATOR",
    "KKTS26.B2.CHANNEL",
    "KKTS26.B2.CSTATUS",
    when=exists,
    needs=("via", "network", "status"),
)
def connection_names_its_channel(connection: Connection) -> Iterator[Violation]:
    via = connection.via
    if via == NONE or (via is None and connection.connected is not None):
        yield Violation("the connection names no channel, such as ndxp, lgsp or api", at=connection.at.child("via"))
    for field in ("network", "status"):
        if getattr(connection, field) == NONE:
            yield Violation("the connection has no {field}", at=connection.at.child(field), key=field, field=field)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
GOOD = [
    _RECORD + "{via: NDXP, status: in-use, network: state}\n",
    _RECORD + "{via: direct, status: connected, network: state}\n",
    _RECORD + "{via: fax, status: upgrading, network: state}\n",
]
BAD = {
    "the connection names no channel, such as ndxp, lgsp or api": _RECORD + "{connected: yes}  # <-\n",
    "the connection has no network": _RECORD + "{via: ndxp, status: connected, network: none}  # <-\n",
    "the connection has no status": _RECORD + "{via: ndxp, status: none, network: state}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{via: ndxp, status: connected}\n",
    _RECORD + "{connected: yes, via: {undetermined: {contact: Phòng Ví dụ, due: 2099-12-31}}}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [_RECORD + "{connected: no}\n", "slug: household-business\nowner: {code: G12}\nconnections: none\n"]
