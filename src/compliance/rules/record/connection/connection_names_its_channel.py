"""A connection names its channel, its network and its state.

Broken: The connection does not say over which channel

Connected is no answer: a platform is connected over the coordinating platform of the National Data Centre (ndop),
over NDXP, over a ministry's or province's own bus (lgsp), or directly, on some network, in some state.

To mend it, write `via`, `network` and `status`.

Shows what the record declares. Does not show that data passes: a claim is not evidence.
"""

from collections.abc import Iterator

from compliance.model.record import NONE, Connection
from compliance.model.rule import rule
from compliance.model.violation import Violation


def exists(connection: Connection) -> bool:
    return connection.connected not in {False, "no", "không"}


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
        yield Violation("the connection names no channel, such as ndxp or direct", at=connection)
    elif via is not None and connection.channel is None:
        template = "the channel {found} is not on the list of channels, such as ndxp or direct"
        yield Violation(template, at=connection.at.child("via"), found=via[:40])
    for field in ("network", "status"):
        if getattr(connection, field) == NONE:
            yield Violation("the connection has no {field}", at=connection.at.child(field), key=field, field=field)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
GOOD = [_RECORD + "{via: NDXP, status: connected, network: state}\n"]
BAD = {
    "the connection names no channel, such as ndxp or direct": _RECORD + "{connected: yes}  # <-\n",
    "the channel fax is not on the list of channels, such as ndxp or direct": _RECORD
    + "{via: fax, status: connected, network: state}  # <-\n",
    "the connection has no network": _RECORD + "{via: ndxp, status: connected, network: none}  # <-\n",
    "the connection has no status": _RECORD + "{via: ndxp, status: none, network: state}  # <-\n",
}
UNKNOWN = [_RECORD + "{via: ndxp, status: connected}\n", "slug: household-business\nowner: {code: G12}\n"]
IRRELEVANT = [_RECORD + "{connected: no}\n", "slug: household-business\nowner: {code: G12}\nconnections: none\n"]
