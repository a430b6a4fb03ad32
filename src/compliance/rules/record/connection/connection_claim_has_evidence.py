"""A connection that is said to be in use names the evidence for it.

Broken: Nothing stands behind the claim that the connection is in use

Minutes, an entry of the hub or its log can be looked up by others; the word alone cannot.

To mend it, name in `evidence` the minutes, the entry or the transactions, each with its kind, its day and its number,
hash or source.

Shows that evidence is named. Does not show that it says what it is named for: nobody looked at it.
The clauses ask that sharing can be traced, not that a record names evidence: where there is none, that is a question.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection
from compliance.model.record_form.connection import NamedEvidence
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_connected(connection: Connection) -> bool:
    return connection.is_connected and connection.exists


@rule("ND278-2025.D13", "ND194-2025.D20.X", proof=Proof.SUGGESTIVE, when=is_connected, needs=("evidence",))
def connection_claim_has_evidence(connection: Connection) -> Iterator[Violation | Unknown]:
    at, evidence = connection.at.child("evidence"), connection.evidence
    if evidence == NONE:
        template = "the connection over {via} is said to be in use, and no evidence is named"
        yield Violation(template, at, via=connection.via or "-")
    elif evidence and not any(map(_can_be_looked_up, evidence)):
        yield Unknown("the record does not give the day of the evidence, and its number, hash or source", at)


def _can_be_looked_up(evidence: str | NamedEvidence) -> bool:
    if isinstance(evidence, str) or evidence.on is None:
        return False
    return bool(evidence.number or evidence.hash or evidence.source)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
GOOD = [
    _RECORD + "{via: ndxp, state: in-use, evidence: [{kind: minutes, on: 2026-09-01, number: 12/BB}]}\n",
    _RECORD + "{via: ndxp, status: connected, evidence: [biên bản, {on: 2026-09-01, hash: 9f2c}]}\n",
]
BAD = {
    "the connection over ndxp is said to be in use, and no evidence is named": _RECORD
    + "{via: ndxp, status: connected, evidence: none}  # <-\n",
    "the connection over lgsp is said to be in use, and no evidence is named": _RECORD
    + "{via: lgsp, state: upgrading, evidence: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{via: ndxp, state: in-use}\n",
    _RECORD + "{via: ndxp, state: in-use, evidence: []}\n",
    _RECORD + "{via: ndxp, state: in-use, evidence: [biên bản kết nối]}\n",
    _RECORD + "{via: ndxp, state: in-use, evidence: [{kind: minutes, number: 12/BB}]}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _RECORD + "{via: ndxp, state: planned, evidence: none}\n",
    "slug: household-business\nowner: {code: G12}\nconnections: none\n",
]
