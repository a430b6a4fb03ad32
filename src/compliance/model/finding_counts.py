"""Findings in numbers: places, and how many rules and platforms have any."""

from collections import Counter
from collections.abc import Iterable

from compliance.model.dataclass import dataclass
from compliance.model.grades import Severity
from compliance.model.verdict import SubjectReport


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Findings, which are places, by weight: fails that count, fails that wait for a person, and those waived apart.

    `of_rulesets` are those of all weights that cite no law.
    `rules` counts the rules that are broken somewhere, `subjects` the platforms and documents with a finding.
    """

    fail: int
    to_confirm: int
    warn: int
    advice: int
    waived: int
    rules: int
    subjects: int
    of_rulesets: int = 0

    @property
    def places(self) -> int:
        """All that no waiver covers."""
        return self.fail + self.to_confirm + self.warn + self.advice


def finding_counts(subjects: Iterable[SubjectReport]) -> FindingCounts:
    """Count findings: their places, and how many rules and subjects have any."""
    found = [
        (verdict, subject.id, each) for subject in subjects for verdict in subject.verdicts for each in verdict.findings
    ]
    counted = [row for row in found if row[2].waiver is None]
    weights = Counter(None if each.is_to_confirm else each.severity for _, _, each in counted)
    return FindingCounts(
        fail=weights[Severity.FAIL],
        to_confirm=weights[None],
        warn=weights[Severity.WARN],
        advice=weights[Severity.ADVICE],
        waived=len(found) - len(counted),
        rules=len({verdict.rule for verdict, _, _ in counted}),
        subjects=len({subject for _, subject, _ in counted}),
        of_rulesets=sum(verdict.ruleset is not None for verdict, _, _ in counted),
    )
