"""All platforms of one agency reach NDOP through one node.

Broken: Platforms of one agency reach NDOP through several nodes

The node is put at one place of a ministry or province, not at each database or application; several nodes are several
doors to guard.

To mend it, lead the platforms through one node, and write its identifier in `node.id` of each connection.

Shows the nodes that the records of this run declare. Does not show anything of platforms whose records were not given.
"""

from collections.abc import Iterator

from compliance.model.codelist import fold
from compliance.model.derived.owner_records import OwnerRecords
from compliance.model.example import Fleet
from compliance.model.grades import Proof
from compliance.model.record import Connection
from compliance.model.record_form.connection import AgentNode
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def uses_ndop(owner: OwnerRecords) -> bool:
    return any(_connections(owner))


def _connections(owner: OwnerRecords) -> Iterator[Connection]:
    for record in owner.records:
        for connection in record.listed_connections():
            if connection.is_over("ndop") and connection.is_alive:
                yield connection


@rule("CV4856-2026.PL4.C.ONE", proof=Proof.INDICATIVE, when=uses_ndop)
def agent_node_is_one_per_agency(owner: OwnerRecords) -> Iterator[Violation | Unknown]:
    by_agency: dict[str, dict[str, Connection]] = {}
    for connection in _connections(owner):
        node = connection.node
        if isinstance(node, AgentNode) and node.id and node.id.strip():
            by_agency.setdefault(fold(node.agency or ""), {}).setdefault(fold(node.id), connection)
        elif not isinstance(node, str):
            at = connection.at.child("node")
            yield Unknown("the record does not give the identifier of the node", at)
    for nodes in by_agency.values():
        first, *others = (connection.at.child("node") for connection in nodes.values())
        if others:
            template = "platforms of one agency go through {count} nodes"
            yield Violation(template, at=first, related=others, count=len(nodes))


def _record(slug: str, node: str) -> str:
    return f"slug: {slug}\nowner: {{code: G12}}\nconnections:\n- {{via: ndop, state: in-use, node: {node}}}"


GOOD = [
    Fleet((_record("a", "{id: VD-01}"), _record("b", "{id: vd-01}"))),
    Fleet((_record("a", "{id: VD-01}"), _record("b", "none"))),
    Fleet((_record("a", "{id: VD-01, agency: G12}"), _record("b", "{id: VD-02, agency: G02}"))),
]
BAD = {
    "platforms of one agency go through 2 nodes": Fleet(
        (_record("a", "{id: VD-01}") + "  # <-", _record("b", "{id: VD-02}") + "  # <-", _record("c", "{id: VD-01}"))
    ),
}
UNKNOWN = [Fleet((_record("a", "null"),)), Fleet((_record("a", "{zone: DMZ}"),))]
IRRELEVANT = [
    Fleet((_record("a", "{id: VD-01}").replace("ndop", "ndxp"),)),
    Fleet((_record("a", "{id: VD-01}").replace("in-use", "ended"), _record("b", "none").replace("ndop", "lgsp"))),
]
