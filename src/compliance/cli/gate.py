"""Which exit status a report gives, and the line that says why it is not 0."""

from typing import Final

from compliance.cli.exit_status import BREACH, NOT_JUDGED
from compliance.locale import Translator
from compliance.model.grades import Outcome, Profile, Severity
from compliance.model.report import Report
from compliance.report.labels import nothing_to_look_at

_GATES: Final = {"fail": (Severity.FAIL,), "warn": (Severity.FAIL, Severity.WARN), "never": ()}


def gate_of(report: Report, fail_on: str) -> str:
    """Return what makes the exit status 1; what will only be due some day never does."""
    return "never" if report.profile == Profile.READINESS else fail_on


def exit_status(report: Report, fail_on: str) -> int:
    """Return 0 if nothing fails, 1 for a failing breach, 2 if something could not be judged, 3 for both."""
    breach = BREACH if _failing(report, fail_on) else 0
    return breach | (NOT_JUDGED if report.could_not_be_judged or _saw_nothing(report) else 0)


def explanation(report: Report, fail_on: str, words: Translator) -> str:
    """Return in one line why the status is not 0, or what was no look at all."""
    parts = []
    if failing := _failing(report, fail_on):
        parts.append(words("findings that stop a run: {count}", count=failing))
    if errors := report.verdicts(Outcome.ERROR):
        parts.append(words("rules that crashed: {count}", count=errors))
    if unjudged := report.could_not_be_judged - errors:
        parts.append(words("verdicts that could not be reached: {count}", count=unjudged))
    if count := report.summary.counts.nothing_to_look_at:
        parts.append(nothing_to_look_at(count, words))
    return "; ".join(parts)


def _saw_nothing(report: Report) -> bool:
    """Return whether no platform of the run gave anything to look at, which is no success."""
    return bool(report.subjects) and all(subject.had_nothing_to_look_at for subject in report.subjects)


def _failing(report: Report, fail_on: str) -> int:
    gates = _GATES[fail_on]
    return sum(each.severity in gates and each.finding.waiver is None for each in report.findings)
