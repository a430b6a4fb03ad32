"""At which platforms rules find something, as the API tells it."""

from collections.abc import Collection

from compliance.server.api.call import Call
from compliance.server.api.forms.law import Breaker
from compliance.server.api.forms.platforms import Since
from compliance.server.found_at import FoundAt, found_at


def breakers(call: Call, rules: Collection[str]) -> tuple[Breaker, ...]:
    """Return where these rules find something, as far as who asks may see it, by platform and rule."""
    return tuple(map(_breaker, found_at(call, rules)))


def _breaker(found: FoundAt) -> Breaker:
    return Breaker(
        subject=found.slug,
        rule=found.rule,
        findings=len(found.findings),
        waived=len(found.findings) - len(found.counted),
        severity=found.severity,
        since=Since(found.since.number, found.since.day.isoformat()),
    )
