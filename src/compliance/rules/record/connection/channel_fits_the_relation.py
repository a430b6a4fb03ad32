"""Two agencies do not exchange data over the infrastructure of one of them alone.

Broken: Two agencies exchange data over the infrastructure of one of them only

The infrastructure of a ministry or province (LGSP, LDOP) serves the systems inside it, and is itself joined to the
national platform. Over it alone another agency is hardly reached, so the owner is asked how the data goes on.

To mend it, name the channel between the agencies, such as ndxp, as a connection of its own or in `intermediary`.

Shows the channels that are declared for each pair of agencies. Does not show the way that the data takes.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Connection, Record
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.connection._parties import is_inside_one_agency, other_agency


def may_use_local_infrastructure(record: Record) -> bool:
    return not record.knows(record.connections) or any(map(_is_local, record.listed_connections()))


@rule(
    "ND194-2025.D20.X",
    "QD1425-2026.A1.LGSP",
    "WIRE-3.6.OUTSIDE",
    proof=Proof.SUGGESTIVE,
    when=may_use_local_infrastructure,
)
def channel_fits_the_relation(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    if not record.knows(record.connections):
        yield Unknown("the record does not say which connections there are", at=record.at.child("connections"))
    for connection in filter(_is_local, record.listed_connections()):
        is_inside = is_inside_one_agency(connection, facts.agencies)
        if is_inside is None:
            yield Unknown("the record does not tell whether both ends are of one agency", at=connection)
        elif not is_inside and not _has_another_way(connection, record):
            template = "the connection with {agency} goes over {via} only"
            other = other_agency(connection)
            agency = (other.code or other.name_vi or "-") if other else "-"
            yield Violation(template, at=connection, agency=agency, via=connection.via or "-")


def _is_local(connection: Connection) -> bool:
    return connection.is_over("lgsp", "ldop") and connection.is_alive


def _has_another_way(connection: Connection, record: Record) -> bool:
    """Return whether an intermediary is named, or a connection with the same agency goes another way."""
    if connection.intermediary is not None and not is_none(connection.intermediary):
        return True
    party = other_agency(connection)
    others = (each for each in record.listed_connections() if each.is_alive and not _is_local(each))
    return any(each.channel is not None and other_agency(each) == party for each in others)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
_LGSP = _RECORD + "{via: lgsp, other_party: {agency: G02}"
GOOD = [
    _RECORD + "{via: lgsp, other_party: {agency: Bộ Tài chính}}\n",
    _RECORD + "{via: lgsp, other_party: {agency: 000.05.00.G12}}\n",
    _LGSP + ", intermediary: NDXP}\n",
    _LGSP + "}\n- {via: ndxp, other_party: {agency: G02}}\n",
]
BAD = {
    "the connection with G02 goes over lgsp only": _LGSP + "}  # <-\n- {via: ndxp, other_party: {agency: G03}}\n",
    "the connection with Bộ Công Thương goes over ldop only": _RECORD
    + "{via: ldop, state: in-use, other_party: {agency: Bộ Công Thương}}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{via: lgsp}\n",
    _RECORD + "{via: lgsp, other_party: {agency: Trung tâm Ví dụ}}\n",
    "slug: household-business\nowner: none\nconnections: [{via: lgsp, other_party: {agency: G02}}]\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _RECORD + "{via: ndxp, other_party: {agency: G02}}\n",
    _LGSP + ", state: ended}\n",
    "slug: household-business\nowner: {code: G12}\nconnections: none\n",
]
