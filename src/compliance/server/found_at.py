"""Where rules find something in a run: the findings of one rule at one platform together, for pages and for the API."""

from collections.abc import Callable, Collection
from itertools import groupby
from typing import Any

from compliance.model.dataclass import dataclass
from compliance.model.grades import Severity
from compliance.model.overview import KeptFinding, RunDay
from compliance.server.visit import Visit


@dataclass(frozen=True, slots=True)
class FoundAt:
    """What one rule finds at one platform, which is something."""

    slug: str
    rule: str
    findings: tuple[KeptFinding, ...]

    @property
    def since(self) -> RunDay:
        """The first run since which one of them has been found without a break."""
        return min((each.since for each in self.findings), key=lambda since: since.number)

    @property
    def counted(self) -> tuple[KeptFinding, ...]:
        """The findings that no waiver covers."""
        return tuple(each for each in self.findings if not each.is_waived)

    @property
    def severity(self) -> Severity | None:
        """The weight of the heaviest that counts; None if none has one."""
        weights = (each.severity for each in self.counted if each.severity is not None)
        return max(weights, key=lambda each: each.rank, default=None)


def found_at(
    visit: Visit, rules: Collection[str], order: Callable[[str], Any] = lambda slug: slug
) -> tuple[FoundAt, ...]:
    """Return where these rules find something, as far as the visitor may see it, by platform and then by rule."""
    known = {subject.id for subject in visit.report.subjects}
    found = [each for each in visit.reader.findings_of(visit.run, rules) if each.slug in known]
    ordered = sorted(found, key=lambda each: (order(each.slug), each.slug, each.rule))
    groups = groupby(ordered, key=lambda each: (each.slug, each.rule))
    return tuple(FoundAt(slug, rule, tuple(group)) for (slug, rule), group in groups)
