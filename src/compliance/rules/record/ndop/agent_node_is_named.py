"""A ministry or province names the node through which it reaches NDOP.

Broken: The connection through NDOP names no node of the agency

The node in the border zone of the agency is what is joined to NDOP. One serves the whole ministry or province,
so a unit or a single platform owes none of its own.

To mend it, write the identifier of the node in `node`.

Shows that a node is named. Does not show that it is installed, nor that the data passes it.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.codelist import Agencies
from compliance.model.example import Supposing
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection, Owner
from compliance.model.record_form.connection import AgentNode
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def may_run_through_a_node(connection: Connection, facts: Facts) -> bool:
    is_used = connection.is_over("ndop") and connection.is_connected and connection.exists
    return is_used and _owes_a_node(connection.owner, facts.agencies) is not False


def _owes_a_node(owner: Owner, agencies: Agencies) -> bool | None:
    """Return whether the owner is a ministry or province itself; None if its code and its name do not tell."""
    if owner.code:
        return owner.is_level_1
    return True if agencies.named(owner.name_vi or "") else None


@rule(
    "ND278-2025.D7.K2-K3",
    "CV4856-2026.PL4.STEP3",
    proof=Proof.INDICATIVE,
    when=may_run_through_a_node,
    needs=("node",),
)
def agent_node_is_named(connection: Connection, facts: Facts) -> Iterator[Violation | Unknown]:
    node, at = connection.node, connection.at.child("node")
    if not facts.channels["ndop"].operates_on(facts.as_of):
        yield Unknown("it is not known that NDOP operates", at=connection)
    elif _owes_a_node(connection.owner, facts.agencies) is None:
        yield Unknown("the record does not tell whether the owner is a ministry or province itself", at)
    elif node == NONE:
        yield Violation("the connection over NDOP is in use and names no node", at)
    elif isinstance(node, AgentNode) and not (node.id or "").strip():
        yield Unknown("the record does not give the identifier of the node", at)


def _later(owner: str, node: str) -> Supposing:
    return Supposing(_RECORD.format(owner, node), operating={"ndop": date(2026, 11, 1)})


_RECORD = "slug: household-business\nowner: {{{}}}\nconnections:\n- {{via: ndop, state: in-use, {}}}  # <-\n"
_MINISTRY = "code: G12"
GOOD = [_later(_MINISTRY, "node: {id: VD-01}"), _later("name_vi: Bộ Tài chính", "node: {id: VD-01, zone: DMZ}")]
BAD = {"the connection over NDOP is in use and names no node": _later(_MINISTRY, "node: none")}
UNKNOWN = [
    Supposing(_RECORD.format(_MINISTRY, "node: none")),
    _later(_MINISTRY, "node: null"),
    _later(_MINISTRY, "node: {zone: DMZ}"),
    _later("name_vi: Trung tâm Ví dụ", "node: none"),
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _later("code: G12.34", "node: none"),
    "slug: household-business\nowner: {code: G12}\nconnections: [{via: ndop, state: planned, node: none}]\n",
    "slug: household-business\nowner: {code: G12}\nconnections: [{via: ndxp, state: in-use, node: none}]\n",
]
