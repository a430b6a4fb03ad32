"""At which platforms rules find something, and since when."""

from collections.abc import Collection, Iterator
from itertools import groupby

from compliance.model.dataclass import dataclass
from compliance.model.overview import KeptFinding
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.behind import title
from compliance.report.formats.html.links import Link
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
    """Return the platforms at which these rules find something, as far as the visitor may see them."""
    known = {subject.id: subject for subject in visit.report.subjects}
    found = [each for each in visit.reader.findings_of(visit.run, rules) if each.slug in known]
    return tuple(_rows(found, known, visit))


def _rows(found: Collection[KeptFinding], known: dict[str, SubjectReport], visit: Visit) -> Iterator[Breaker]:
    words, addresses = visit.words, visit.addresses
    names = {slug: labels.name(subject, words) for slug, subject in known.items()}
    ordered = sorted(found, key=lambda each: (names[each.slug], each.slug, each.rule))
    for (slug, rule), group in groupby(ordered, key=lambda each: (each.slug, each.rule)):
        findings = list(group)
        first = min((each.since for each in findings), key=lambda since: since.number)
        yield Breaker(
            platform=Link(names[slug], addresses.subject(slug)),
            owner=labels.owner(known[slug], words),
            rule=Link(title(rule, visit.context), addresses.rule(rule)),
            findings=len(findings),
            weight=_weight(findings, visit),
            since=words("run {number} of {date}", number=first.number, date=first.day),
        )


def _weight(findings: Collection[KeptFinding], visit: Visit) -> str:
    """Return the heaviest weight of some findings; that all are waived where they are."""
    counted = [each.severity for each in findings if not each.is_waived]
    if not counted:
        return visit.words("waived")
    return labels.severity(max(filter(None, counted), key=lambda each: each.rank, default=None), visit.words)
