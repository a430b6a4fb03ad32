"""At which platforms rules find something, as the API tells it."""

from collections.abc import Collection, Iterable
from itertools import groupby

from compliance.model.grades import Severity
from compliance.model.overview import KeptFinding
from compliance.server.api.call import Call
from compliance.server.api.forms.law import Breaker
from compliance.server.api.forms.platforms import Since


def breakers(call: Call, rules: Collection[str]) -> tuple[Breaker, ...]:
    """Return where these rules find something, as far as who asks may see it, by platform and rule."""
    known = {subject.id for subject in call.report.subjects}
    found = [each for each in call.reader.findings_of(call.run, rules) if each.slug in known]
    ordered = sorted(found, key=lambda each: (each.slug, each.rule))
    return tuple(
        _breaker(slug, rule, list(group))
        for (slug, rule), group in groupby(ordered, lambda each: (each.slug, each.rule))
    )


def _breaker(slug: str, rule: str, found: Collection[KeptFinding]) -> Breaker:
    first = min((each.since for each in found), key=lambda since: since.number)
    return Breaker(
        subject=slug,
        rule=rule,
        findings=len(found),
        waived=sum(each.is_waived for each in found),
        severity=_heaviest(each for each in found if not each.is_waived),
        since=Since(first.number, first.day.isoformat()),
    )


def _heaviest(found: Iterable[KeptFinding]) -> Severity | None:
    return max((each.severity for each in found if each.severity), key=lambda each: each.rank, default=None)
