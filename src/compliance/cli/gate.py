"""Which exit status a report gives, and the lines that say why it is not 0."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from compliance.cli.exit_status import BREACH, NOT_JUDGED
from compliance.locale import Translator
from compliance.model.gate import is_failing
from compliance.model.grades import Outcome
from compliance.model.report import Report, ReportedFinding
from compliance.model.text import Message

_MOST_REASONS: Final = 25


def exit_status(report: Report, fail_on: str) -> int:
    """Return 0 if nothing fails, 1 for a failing breach, 2 if something could not be judged, 3 for both."""
    breach = BREACH if _failing(report, fail_on) else 0
    return breach | (NOT_JUDGED if report.could_not_be_judged or _saw_nothing(report) else 0)


def explanations(report: Report, fail_on: str, words: Translator, *, is_full: bool) -> Iterator[str]:
    """Yield why the status is not 0, each count with its unit; in full, also what could not be judged and why."""
    if failing := _failing(report, fail_on):
        yield words(
            "--fail-on {gate}: findings {findings}; rules broken {rules}; requirements with a breach {ids}",
            gate=fail_on,
            findings=len(failing),
            rules=len({each.rule for each in failing}),
            ids=len(_requirements(report, {(each.subject, each.rule) for each in failing})),
        )
    if errors := report.verdicts(Outcome.ERROR):
        yield words("rules that crashed: {count}", count=errors)
    if unjudged := report.could_not_be_judged - errors:
        yield words("verdicts that could not be reached: {count}", count=unjudged)
    if count := sum(subject.had_nothing_to_look_at for subject in report.subjects):
        from compliance.report.labels import nothing_to_look_at  # because most runs are given something

        yield words.message(nothing_to_look_at(count))
    if is_full:
        yield from _reasons(report, words)


def passing_warnings(report: Report, gate: str, words: Translator) -> str | None:
    """Say how many findings warn and pass the gate for failing ones, and what would stop at them; None if none does."""
    count = sum(is_failing(each.finding, "warn") for each in report.findings)
    if gate != "fail" or not count:
        return None
    return words(
        "findings that warn and let the exit status be 0: {count}; --fail-on warn stops a pipeline on them, and "
        "`compliance explain fail-on` says why the law of today lets most documents only warn",
        count=count,
    )


def _reasons(report: Report, words: Translator) -> Iterator[str]:
    """Yield each place and reason for which a verdict could not be reached, once."""
    found = list(dict.fromkeys(_unjudged(report)))
    for place, reason in islice(found, _MOST_REASONS):
        yield words("not judged: {place}: {reason}", place=place, reason=words.message(reason))
    if len(found) > _MOST_REASONS:
        yield words("{count} more; see the HTML or JSON report", count=len(found) - _MOST_REASONS)


def _unjudged(report: Report) -> Iterator[tuple[str, Message]]:
    for subject in report.subjects:
        reasons = {v.reason for v in subject.verdicts if v.could_not_be_judged and v.reason is not None}
        places = {gap.reason: str(gap.location or gap.place) for gap in subject.gaps if gap.reason in reasons}
        yield from ((places.get(reason, subject.id), reason) for reason in sorted(reasons, key=str))


def _failing(report: Report, fail_on: str) -> list[ReportedFinding]:
    return [each for each in report.findings if is_failing(each.finding, fail_on)]


def _requirements(report: Report, broken: set[tuple[str, str]]) -> set[str]:
    """Return the requirements that rules cite which are broken on a platform or by a document."""
    return {
        requirement
        for subject in report.subjects
        for verdict in subject.verdicts
        if (subject.id, verdict.rule) in broken
        for requirement in verdict.requirements
    }


def _saw_nothing(report: Report) -> bool:
    """Return whether no platform of the run gave anything to look at, which is no success."""
    return bool(report.subjects) and all(subject.had_nothing_to_look_at for subject in report.subjects)
