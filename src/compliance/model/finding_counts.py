"""Findings in numbers: places, and how many rules and platforms have any."""

from collections import Counter
from collections.abc import Iterable, Sequence

from compliance.model.grades import Severity
from compliance.model.subject_counts import FindingCounts, JudgedRules, SubjectCounts
from compliance.model.verdict import SubjectReport


def finding_counts(subjects: Iterable[SubjectReport]) -> FindingCounts:
    """Count findings: their places, and how many rules and subjects have any."""
    chosen = tuple(subjects)
    briefs = [subject.counted for subject in chosen if subject.counted is not None]
    if not briefs:
        return _counts(chosen)[0]
    if len(chosen) == 1:
        return briefs[0].findings
    return _sum(*_counts([subject for subject in chosen if subject.counted is None]), briefs)


def _counts(wholes: Iterable[SubjectReport]) -> tuple[FindingCounts, set[str]]:
    """Return the counts over whole reports, and the rules that are broken in them."""
    found = [
        (verdict, subject.id, each) for subject in wholes for verdict in subject.verdicts for each in verdict.findings
    ]
    counted = [row for row in found if row[2].waiver is None]
    weights = Counter(None if each.is_to_confirm else each.severity for _, _, each in counted)
    rules = {verdict.rule for verdict, _, _ in counted}
    counts = FindingCounts(
        fail=weights[Severity.FAIL],
        to_confirm=weights[None],
        warn=weights[Severity.WARN],
        advice=weights[Severity.ADVICE],
        waived=len(found) - len(counted),
        rules=len(rules),
        subjects=len({subject for _, subject, _ in counted}),
        of_rulesets=sum(verdict.ruleset is not None for verdict, _, _ in counted),
    )
    return counts, rules


def _sum(first: FindingCounts, rules: set[str], briefs: Sequence[SubjectCounts]) -> FindingCounts:
    """Return the counts over whole reports and briefs together."""
    all_counts = [first, *(brief.findings for brief in briefs)]
    return FindingCounts(
        fail=sum(each.fail for each in all_counts),
        to_confirm=sum(each.to_confirm for each in all_counts),
        warn=sum(each.warn for each in all_counts),
        advice=sum(each.advice for each in all_counts),
        waived=sum(each.waived for each in all_counts),
        rules=len(rules | _broken(briefs)),
        subjects=sum(each.subjects for each in all_counts),
        of_rulesets=sum(each.of_rulesets for each in all_counts),
    )


def _broken(briefs: Sequence[SubjectCounts]) -> set[str]:
    """Return the rules that are broken on any platform; most platforms have the same list of rules."""
    places: dict[int, tuple[JudgedRules, set[int]]] = {}
    for brief in briefs:
        places.setdefault(id(brief.rules), (brief.rules, set()))[1].update(brief.broken)
    return {rules.rows[place][0] for rules, found in places.values() for place in found}
