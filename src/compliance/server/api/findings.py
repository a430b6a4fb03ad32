"""Findings at one platform, as the API tells them."""

from compliance.model.overview import RunDay
from compliance.model.verdict import Finding
from compliance.report.formats.json import violation_written
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import Found, Since, Weight


def found_at(slug: str, call: Call, rule: str | None = None, weight: Weight | None = None) -> list[Found]:
    """Return what was found at a platform or document of the run, by one rule or of one weight if that is given."""
    subject = call.reader.platform(call.run, slug)
    if subject is None:
        return []
    since = call.reader.since(call.run, slug)
    return [
        Found(
            subject=slug,
            rule=verdict.rule,
            requirements=verdict.requirements,
            weight=weight_of(finding),
            since=since_written(since.get(finding.fingerprint)),
            violation=violation_written(finding, call.words),
        )
        for verdict in subject.verdicts
        for finding in verdict.findings
        if rule in {None, verdict.rule} and weight in {None, weight_of(finding)}
    ]


def weight_of(finding: Finding) -> Weight | None:
    """Return by what a finding is counted; None if it has no weight."""
    if finding.waiver is not None:
        return "waived"
    if finding.is_to_confirm:
        return "to_confirm"
    return finding.severity.value if finding.severity is not None else None


def since_written(day: RunDay | None) -> Since | None:
    """Return since when; None if that was not kept."""
    return Since(day.number, day.day.isoformat()) if day is not None else None
