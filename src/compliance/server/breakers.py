"""At which platforms rules find something, and since when."""

from collections.abc import Collection

from compliance.model.dataclass import dataclass
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.behind import title
from compliance.report.formats.html.links import Link
from compliance.server.found_at import FoundAt, found_at
from compliance.server.visit import Visit


@dataclass(frozen=True, slots=True)
class Breaker:
    """A platform at which a rule finds something: how often, what that weighs, and since when without a break."""

    platform: Link
    owner: str
    rule: Link
    findings: int
    weight: str
    since: str


def breakers(visit: Visit, rules: Collection[str]) -> tuple[Breaker, ...]:
    """Return the platforms at which these rules find something, as far as the visitor may see them, by name."""
    known = {subject.id: subject for subject in visit.report.subjects}
    names = {slug: labels.name(subject, visit.words) for slug, subject in known.items()}
    found = found_at(visit, rules, names.__getitem__)
    return tuple(_breaker(each, names[each.slug], known[each.slug], visit) for each in found)


def _breaker(found: FoundAt, name: str, subject: SubjectReport, visit: Visit) -> Breaker:
    words, addresses, since = visit.words, visit.addresses, found.since
    return Breaker(
        platform=Link(name, addresses.subject(found.slug)),
        owner=labels.owner(subject, words),
        rule=Link(title(found.rule, visit.context), addresses.rule(found.rule)),
        findings=len(found.findings),
        weight=labels.severity(found.severity, words) if found.counted else words("waived"),
        since=words("run {number} of {date}", number=since.number, date=since.day),
    )
