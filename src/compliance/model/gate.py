"""What makes a run fail: the least weight of a finding that does, `never` for none."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from compliance.model.grades import Profile, Severity

if TYPE_CHECKING:  # because `--help` names the gates
    from compliance.model.report import Report
    from compliance.model.verdict import Finding

GATES: Final[Mapping[str, tuple[Severity, ...]]] = {
    "fail": (Severity.FAIL,),
    "warn": (Severity.FAIL, Severity.WARN),
    "advice": (Severity.FAIL, Severity.WARN, Severity.ADVICE),
    "never": (),
}


def gate_of(report: "Report", fail_on: str) -> str:
    """Return the gate that counts; what will only be due some day fails nothing."""
    return "never" if report.profile == Profile.READINESS else fail_on


def is_failing(finding: "Finding", gate: str) -> bool:
    """Return whether a finding makes a run fail; one that is waived never does."""
    return finding.waiver is None and finding.severity in GATES[gate]
