"""The certificate of an endpoint is renewed in time.

Broken: The certificate ends soon

A certificate that ends before it is renewed stops every caller at once, usually at night.

To mend it, renew the certificate now, and let a machine renew it at the latest when a third of its life is left.

Shows how many days were left on the day of the look. More than 14 are asked for; where its whole life is 60 days or
less, more than 7 or more than a third of that life, whichever is less. Does not show that renewal works.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from compliance.model.observation import Certificate
from compliance.model.rule import rule
from compliance.model.text import local_day
from compliance.model.violation import Violation

USUAL = timedelta(days=14)
OF_SHORT_LIVES = timedelta(days=7)
SHORT_LIFE = timedelta(days=60)


def is_valid(certificate: Certificate) -> bool:
    """Return whether it was within its dates when it was looked at; else another rule speaks."""
    return certificate.not_before <= certificate.looked_at <= certificate.not_after


@rule("GP.RFC5280", when=is_valid)
def certificate_is_renewed_in_time(certificate: Certificate) -> Iterator[Violation]:
    life, left = certificate.not_after - certificate.not_before, certificate.not_after - certificate.looked_at
    least = USUAL if life > SHORT_LIFE else min(OF_SHORT_LIVES, life / 3)
    if left <= least:
        template = (
            "the certificate ends on {ended}; it was looked at on {seen}, {days} days before, and not renewed yet"
        )
        ended, seen = local_day(certificate.not_after), local_day(certificate.looked_at)
        yield Violation(template, at=certificate, ended=ended, seen=seen, days=left.days)


def _seen(life: int, left: int) -> Certificate:
    look = datetime(2026, 11, 10, 3, tzinfo=UTC)
    ends = look + timedelta(days=left)
    return Certificate("a.example", ends - timedelta(days=life), ends, look)


_FOREVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
GOOD = [
    _seen(90, 15),
    _seen(47, 8),
    _seen(6, 3),
    Certificate("a.example", datetime(2020, 1, 1, tzinfo=UTC), _FOREVER, datetime(2026, 11, 10, tzinfo=UTC)),
]
BAD = {
    "the certificate ends on 24 November 2026; it was looked at on 10 November 2026, 14 days before, and not renewed "
    "yet": _seen(90, 14),
    "the certificate ends on 17 November 2026; it was looked at on 10 November 2026, 7 days before, and not renewed "
    "yet": _seen(47, 7),
    "the certificate ends on 12 November 2026; it was looked at on 10 November 2026, 2 days before, and not renewed "
    "yet": _seen(6, 2),
}
IRRELEVANT = [_seen(90, -1), _seen(90, 100)]
