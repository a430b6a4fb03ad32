"""The basic design of a budget project shows its connections.

Broken: The basic design does not show how the system is connected

What is not designed is not paid for, and what is not paid for is not connected. No rule was read on designs of before
1 July 2026, so that they are left out.

To mend it, add the part to the design, and name it in `project.basic_design` by its number or heading.

Shows that the parts are named. Does not show what they say: the design was not read.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.projects._documents import may_be_bound, missing_parts, parts_of_design

CLAUSE = "ND224-2026.D46.K1.B"
MESSAGES = ("the basic design of {day} has no {part}",)


def has_design(record: Record, facts: Facts) -> bool:
    return may_be_bound(record, "basic_design", CLAUSE, facts)


@rule(
    CLAUSE,
    "ND224-2026.D46.K2.B",
    "ND224-2026.D46.K2.DD",
    "ND194-2025.D21.K1",
    proof=Proof.INDICATIVE,
    when=has_design,
    needs=("project.budget", "project.basic_design.on"),
)
def basic_design_shows_the_connection(record: Record) -> Iterator[Violation | Unknown]:
    return missing_parts(record, "basic_design", parts_of_design(record), MESSAGES[0])


def _record(design: str, databases: str = "databases: [{name: Hộ kinh doanh}]\n") -> str:
    head = "slug: household-business\nowner: {code: G12}\n" + databases
    return f"{head}project:\n  budget: state\n  basic_design: {design}\n"


_WHOLE = "{on: 2026-09-01, connection_section: Chương 5, drawing: Bản vẽ 12, sharing_item: Mục 5.3}"
GOOD = [
    _record(_WHOLE),
    _record(_WHOLE.replace("Mục 5.3", "none"), "databases: none\n"),
]
BAD = {
    "the basic design of 1 September 2026 has no connection_section": _record(
        _WHOLE.replace("Chương 5", "none") + "  # <-"
    ),
    "the basic design of 1 September 2026 has no drawing": _record(_WHOLE.replace("Bản vẽ 12", "none") + "  # <-"),
    "the basic design of 1 September 2026 has no sharing_item": _record(_WHOLE.replace("Mục 5.3", "none") + "  # <-"),
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    _record("{on: 2026-09-01}"),
    _record("{connection_section: none}"),
    _record("null"),
    _record(_WHOLE.replace("Mục 5.3", "none"), ""),
    _record(_WHOLE).replace("  budget: state\n", ""),
]
IRRELEVANT = [
    _record(_WHOLE.replace("Chương 5", "none")).replace("2026-09-01", "2026-06-30"),
    _record(_WHOLE.replace("Chương 5", "none")).replace("budget: state", "budget: other"),
    _record("none"),
    "slug: household-business\nowner: {code: G12}\nproject: none\n",
]
