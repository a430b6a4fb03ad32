"""An owner and a platform in numbers."""

from collections.abc import Sequence

from compliance.model.finding_counts import finding_counts
from compliance.model.stages import connection_counts, standing_of
from compliance.model.subject_counts import FindingCounts
from compliance.model.verdict import SubjectReport
from compliance.report import owners
from compliance.report.formats.json.v1 import Findings, Name, Owner
from compliance.server.addresses import owner_key
from compliance.server.api.forms.platforms import OwnerInNumbers, PlatformInBrief
from compliance.server.api.forms.runs import ConnectedPlatforms


def in_numbers(platforms: Sequence[SubjectReport]) -> OwnerInNumbers:
    """Return the owner of these platforms, of which there is one at least."""
    total, first = owners.total(platforms), platforms[0]
    return OwnerInNumbers(
        key=owner_key(first),
        owner=Owner(first.owner_code, first.owner_vi, first.owner_en),
        platforms=total.platforms,
        left=total.left,
        standings=tuple(ConnectedPlatforms(*each) for each in connection_counts(platforms).by_standing.items()),
        findings=_findings(total.findings),
    )


def in_brief(subject: SubjectReport) -> PlatformInBrief:
    """Return a platform in brief."""
    ladder = subject.ladder
    return PlatformInBrief(
        id=subject.id,
        name=Name(subject.name_vi, subject.name_en),
        owner=Owner(subject.owner_code, subject.owner_vi, subject.owner_en),
        owner_key=owner_key(subject),
        rung=ladder.rung,
        claimed=ladder.claimed,
        standing=standing_of(ladder),
        conflict=ladder.is_in_conflict,
        listed=ladder.listed,
        findings=_findings(finding_counts([subject])),
    )


def _findings(found: FindingCounts) -> Findings:
    return Findings(
        found.fail, found.to_confirm, found.warn, found.advice, found.waived, found.subjects, found.of_rulesets
    )
