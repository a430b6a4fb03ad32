"""A system for administrative procedures is connected with the national portal.

Broken: A system for administrative procedures is not connected with the portal

People follow their papers at the one portal; a system that the portal does not see keeps them outside.

To mend it, add the connection, with the portal as `platform` of its `other_party`.

Shows that a connection with the portal is named. Does not show that data passes, nor which databases are joined.
The paragraph is about systems of ministries; what it says of provinces was not read, so that theirs are not meant.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Connection, Record
from compliance.model.record_form.connection import OtherParty
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._provinces import is_of_a_province


def is_for_procedures(record: Record) -> bool:
    is_meant = "administrative-procedure" in (record.classes or ()) and record.life_cycle != "ended"
    return is_meant and not is_of_a_province(record.named_owner)


@rule("QD1425-2026.A1.TTHC", proof=Proof.INDICATIVE, when=is_for_procedures, needs=("connections",))
def procedure_system_names_its_portal(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    if not record.knows(record.connections):
        return
    alive = [each for each in record.listed_connections() if each.is_alive]
    if any(_leads_to_the_portal(each, facts) for each in alive):
        return
    nameless = next((each for each in alive if _party(each) is None), None)
    if nameless is not None:
        at = nameless.at.child("other_party")
        yield Unknown("the record does not say what the connection leads to", at)
        return
    template = "no connection leads to the National Public Service Portal"
    if not alive:
        template = "there is no connection, so none with the National Public Service Portal"
    yield Violation(template, at=record.at.child("connections"))


def _party(connection: Connection) -> str | None:
    other = connection.other_party
    return other.platform if isinstance(other, OtherParty) else other


def _leads_to_the_portal(connection: Connection, facts: Facts) -> bool:
    system = facts.systems.find(_party(connection))
    return system is not None and system.code == "public-service-portal"


_RECORD = "slug: household-business\nowner: {code: G12}\nclasses: [administrative-procedure]\nconnections:"
GOOD = [
    _RECORD + "\n- {via: ndxp}\n- {via: ndxp, other_party: {platform: Cổng Dịch vụ công quốc gia}}\n",
    _RECORD + " [{via: ndxp, state: planned, other_party: {platform: national-public-service-portal}}]\n",
]
BAD = {
    "there is no connection, so none with the National Public Service Portal": _RECORD + " none  # <-\n",
    "no connection leads to the National Public Service Portal": _RECORD
    + "  # <-\n- {via: ndxp, other_party: {platform: Nền tảng Ví dụ}}\n- {via: lgsp, other_party: none}\n"
    "- {state: ended, other_party: {platform: DVCQG}}\n",
}
UNKNOWN = [
    _RECORD + " null\n",
    _RECORD + " []\n",
    _RECORD + "\n- {via: ndxp, other_party: {agency: G01}}\n",
    _RECORD.replace("connections", "provenance: {declared: false}\nconnections") + " none\n",
]
IRRELEVANT = [
    "slug: household-business\nowner: {code: G12}\nconnections: none\n",
    _RECORD.replace("G12", "H49.12") + " none\n",
]
