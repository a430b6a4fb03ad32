"""A connection fills the columns of the draft form for connections.

Broken: A connection leaves columns of the draft form empty, or uses other words

Both ends can only be compared if both say the same things in the same words. The form is a draft, and
binds nobody yet: what is empty counts once somebody stands for the record by name, in `provenance.declared_by`.

To mend it, fill the columns with words of their lists, or mark each with `undetermined`, a contact and a day.

Shows that the columns say something. Does not show that it is true.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.model.vocabulary import Vocabulary
from compliance.rules.record.completeness._columns import OF_CONNECTIONS, empty_columns


def has_connections(record: Record) -> bool:
    return record.connections != NONE


@rule(
    "KKTS26.B2",
    "KKTS26.B2.CHANNEL",
    "KKTS26.B2.CSTATUS",
    proof=Proof.INDICATIVE,
    when=has_connections,
    needs=("connections",),
)
def connection_record_is_complete(record: Record) -> Iterator[Violation | Unknown]:
    for connection in record.listed_connections():
        yield from _of_words(connection)
        empty = list(empty_columns(record, connection, connection.at, OF_CONNECTIONS))
        if empty and not record.can_admit:
            message = "nobody stands for the record by name, so that what it leaves empty says nothing"
            yield Unknown(message, at=connection)
        elif empty:
            template = "the connection leaves columns of the draft form empty: {fields}"
            yield Violation(template, at=connection, fields=", ".join(empty))


def _of_words(connection: Connection) -> Iterator[Violation]:
    channel = connection.channel
    if channel is not None and channel.code == "other" and Vocabulary((channel,)).find(connection.via) is None:
        yield Violation("the channel is no word of its list", at=connection.at.child("via"))
    if connection.status not in (None, NONE) and connection.stage is None:
        field = "status" if connection.state is None else "state"
        yield Violation("the state of the connection is no word of its list", at=connection.at.child(field))


_HEAD = "slug: household-business\nowner: {code: G12}\n"
_RECORD = _HEAD + "provenance: {declared_by: {unit: Đơn vị Ví dụ}}\nconnections:\n- "
_REST = (
    "relation: exchange, other_party: {platform: vi-du}, data: Hộ kinh doanh, frequency: hằng ngày, "
    "evidence: [Biên bản 12], contact: {undetermined: {contact: Phòng Ví dụ, due: 2026-12-31}}"
)
GOOD = [
    _RECORD + f"{{via: NDXP, state: đang khai thác, {_REST}}}\n",
    _RECORD + f"{{via: Khác, via_text: đĩa quang, status: planned, {_REST}}}\n",
    _RECORD
    + f"{{via: direct, network: state, state: ended, {_REST.replace('data: Hộ kinh doanh', 'services: [a]')}}}\n",
]
BAD = {
    "the connection leaves columns of the draft form empty: state, frequency": _RECORD
    + f"{{via: ndxp, {_REST.replace('frequency: hằng ngày, ', '')}}}  # <-\n",
    "the connection leaves columns of the draft form empty: relation, other_party, data, via, state, frequency, "
    "evidence, contact": _RECORD + "{}  # <-\n",
    "the channel is no word of its list": _RECORD + f"{{via: fax, state: in-use, {_REST}}}  # <-\n",
    "the state of the connection is no word of its list": _RECORD + f"{{via: ndxp, state: ok, {_REST}}}  # <-\n",
}
UNKNOWN = [
    _HEAD,
    _HEAD + "connections: []\n",
    _HEAD + "connections: [{via: ndxp}]\n",
    _HEAD + "connections: [{via: ndxp}]\nprovenance: {declared: false}\n",
]
IRRELEVANT = [_HEAD + "connections: none\n"]
