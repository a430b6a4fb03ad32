"""The certificate of an endpoint is within its validity.

Broken: The certificate has expired or is not valid yet

An expired certificate, or one that is not valid yet, protects nobody: callers either fail or learn to look away.

To mend it, renew the certificate, and let a machine renew it in time from now on.

Shows the certificate on the day of the look. Does not show that it is trusted or that it names the host.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.observation import Certificate
from compliance.model.rule import rule
from compliance.model.text import local_day
from compliance.model.violation import Violation


@rule("L20-2023.D42.K1.D", "ND331-2026.D30.K4", "GP.RFC5280")
def certificate_is_in_date(certificate: Certificate) -> Iterator[Violation]:
    seen = local_day(certificate.looked_at)
    if certificate.looked_at > certificate.not_after:
        ended = local_day(certificate.not_after)
        yield Violation(
            "the certificate expired on {ended}; it was looked at on {seen}", at=certificate, ended=ended, seen=seen
        )
    if certificate.looked_at < certificate.not_before:
        begins = local_day(certificate.not_before)
        template = "the certificate is valid from {begins} only; it was looked at on {seen}"
        yield Violation(template, at=certificate, begins=begins, seen=seen)


def _seen(day: int) -> Certificate:
    begins, ends, look = (datetime(2026, 11, number, tzinfo=UTC) for number in (10, 20, day))
    return Certificate("a.example", begins, ends, look)


GOOD = [_seen(10), _seen(15), _seen(20)]
BAD = {
    "the certificate expired on 20 November 2026; it was looked at on 21 November 2026": _seen(21),
    "the certificate is valid from 10 November 2026 only; it was looked at on 9 November 2026": _seen(9),
}
