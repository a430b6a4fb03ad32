"""A direct connection names the written answer that no intermediary serves.

Broken: No written answer stands behind a direct connection

That an intermediary is not ready or not adequate is for the body that runs it to say, in writing, when it is asked. The
word of the platform alone does not settle it.

To mend it, ask the body that runs the intermediary, and write number and day of its answer in `determination`.

Shows that an answer is named. Does not show what it says, and it was not read.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection
from compliance.model.record_form.connection import Determination
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.connection._parties import is_direct_between_agencies


@rule(
    "ND194-2025.D19.B",
    "L20-2023.D42.K4",
    proof=Proof.INDICATIVE,
    when=is_direct_between_agencies,
    needs=("determination",),
)
def direct_connection_has_its_determination(connection: Connection) -> Iterator[Violation | Unknown]:
    named, at = connection.determination, connection.at.child("determination")
    if named == NONE:
        template = "no written answer says that an intermediary cannot serve the connection over {via}"
        yield Violation(template, at, via=connection.via or "-")
    elif isinstance(named, Determination) and not (named.number and named.on):
        yield Unknown("the record does not give number and day of the answer", at)


_RECORD = "slug: household-business\nowner: {code: G12, kind: state-agency}\nconnections:\n- "
GOOD = [_RECORD + "{via: api, intermediary: none, determination: {number: 12/VD, on: 2026-09-01}}\n"]
BAD = {
    "no written answer says that an intermediary cannot serve the connection over api": _RECORD
    + "{via: api, intermediary: none, determination: none}  # <-\n",
    "no written answer says that an intermediary cannot serve the connection over dedicated": _RECORD
    + "{via: direct, other_party: {agency: G02}, determination: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{via: dedicated}\n",
    _RECORD + "{via: dedicated, determination: {number: 12/VD}}\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _RECORD + "{via: ndxp, determination: none}\n",
    _RECORD + "{via: api, state: not-connected, determination: none}\n",
    _RECORD + "{via: api, other_party: {agency: G12}, determination: none}\n",
]
