"""A report on hired services states their quality and their connections.

Broken: The report on hired services does not state quality or connection

What the report does not ask for, the one who is hired does not deliver.

To mend it, add the section to the report, and name it in `project.hiring_report` by its number or heading.

Shows that the sections are named. Does not show what they say: the report was not read.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.record_form.project import Project
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.projects._documents import may_be_bound, missing_parts

CLAUSE = "ND224-2026.D45.K3.B"
MESSAGES = ("the report on hired services of {day} has no {part}",)
PARTS = ("quality_section", "connection_section")


def may_hire(record: Record, facts: Facts) -> bool:
    is_built = isinstance(record.project, Project) and record.project.kind == "build"
    return not is_built and may_be_bound(record, "hiring_report", CLAUSE, facts)


@rule(CLAUSE, proof=Proof.INDICATIVE, when=may_hire, needs=("project.budget", "project.hiring_report.on"))
def hiring_report_states_the_connection(record: Record) -> Iterator[Violation | Unknown]:
    return missing_parts(record, "hiring_report", PARTS, MESSAGES[0])


def _record(report: str) -> str:
    return f"slug: household-business\nowner: {{code: G12}}\nproject:\n  budget: state\n  hiring_report: {report}\n"


_WHOLE = "{on: 2026-09-01, quality_section: Mục 3, connection_section: Mục 4}"
GOOD = [_record(_WHOLE)]
BAD = {
    "the report on hired services of 1 September 2026 has no connection_section": _record(
        _WHOLE.replace("Mục 4", "none") + "  # <-"
    ),
    "the report on hired services of 1 September 2026 has no quality_section": _record(
        _WHOLE.replace("Mục 3", "none") + "  # <-"
    ),
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    _record("{on: 2026-09-01, quality_section: Mục 3}"),
    _record("{connection_section: none}"),
    _record("null"),
    _record(_WHOLE).replace("  budget: state\n", ""),
]
IRRELEVANT = [
    _record(_WHOLE.replace("Mục 4", "none")).replace("2026-09-01", "2026-06-30"),
    _record(_WHOLE.replace("Mục 4", "none")).replace("budget: state", "budget: other"),
    _record(_WHOLE.replace("Mục 4", "none")).replace("budget: state", "budget: state\n  kind: build"),
    _record("none"),
    "slug: household-business\nowner: {code: G12}\nproject: none\n",
]
