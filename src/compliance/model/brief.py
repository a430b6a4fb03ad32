"""The report on a platform without what only its own page shows."""

from compliance.model.dataclass import replace
from compliance.model.finding_counts import finding_counts
from compliance.model.grades import Severity
from compliance.model.subject_counts import BASIS_LETTERS, OUTCOME_LETTERS, JudgedRules, SubjectCounts
from compliance.model.verdict import SubjectReport


def brief_of(subject: SubjectReport) -> SubjectReport:
    """Return the report without what only its own page shows: verdicts, looks, gaps, files, lines of evidence.

    All that is counted, and where the platform stands, is the same. A brief of a brief is itself.
    """
    if subject.counted is not None:
        return subject
    return replace(
        subject,
        ladder=replace(subject.ladder, evidence=()),
        verdicts=(),
        looks=(),
        gaps=(),
        sources=(),
        dossier_file=None,
        counted=subject_counts(subject),
    )


def subject_counts(subject: SubjectReport) -> SubjectCounts:
    """Count over the verdicts of a whole report."""
    verdicts = subject.verdicts
    return SubjectCounts(
        outcomes="".join(OUTCOME_LETTERS[each.outcome] for each in verdicts),
        bases="".join(BASIS_LETTERS[each.basis] for each in verdicts),
        findings=finding_counts([subject]),
        broken=tuple(place for place, each in enumerate(verdicts) if each.counted),
        passed_over=tuple(place for place, each in enumerate(verdicts) if each.reads_another_form),
        failing=subject.breaches(Severity.FAIL),
        warned=subject.breaches(Severity.WARN),
        advised=subject.breaches(Severity.ADVICE),
        to_confirm=subject.to_confirm,
        by_rulesets=subject.fails_without_law,
        unjudged=subject.could_not_be_judged,
        declared=subject.met_by_word,
        rules=JudgedRules.of((each.rule, each.requirements) for each in verdicts),
    )
