"""Answers over HTTPS tell browsers to stay there.

Broken: Browsers are not told to use https only

Without Strict-Transport-Security the next call may start over plain HTTP, where it can be read and led astray.

To mend it, send `Strict-Transport-Security: max-age=31536000` with every answer over HTTPS.

Shows the header on the answers that were seen. Does not show that the other names of the platform send it; for hosts
that are written as an address the header means nothing (RFC 6797, 8.1.1).
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from compliance.model.observation import HttpExchange
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation

# RFC 6797, 6.1.1: max-age is in seconds; the value may be quoted
_MAX_AGE: Final = late(r'(?:^|;)\s*max-age\s*=\s*"?(\d+)"?\s*(?:;|$)', re.IGNORECASE)


def is_of_a_named_host(exchange: HttpExchange) -> bool:
    """Return whether it is an answer over HTTPS of a host that has a name."""
    return exchange.status is not None and not exchange.is_plain and not _is_address(exchange.url)


@rule("L20-2023.D42.K1.D", "GP.RFC6797", when=is_of_a_named_host)
def hsts_is_sent(exchange: HttpExchange) -> Iterator[Violation]:
    sent = exchange.header("strict-transport-security")
    if sent is None:
        yield Violation("no Strict-Transport-Security is sent (answers: {count})", at=exchange.server, is_counted=True)
        return
    age = _MAX_AGE.search(sent)
    if age is None or not age[1].strip("0"):  # because a server may send more digits than Python reads
        template = (
            "Strict-Transport-Security has no max-age above 0, so that browsers forget it at once (answers: {count})"
        )
        yield Violation(template, at=exchange.server, is_counted=True)


def _is_address(url: str) -> bool:
    try:
        ip_address((urlsplit(url).hostname or "").partition("%")[0])
    except ValueError:
        return False
    return True


def _answer(sent: str | None, host: str = "a.example") -> HttpExchange:
    headers = () if sent is None else (("strict-transport-security", sent),)
    return HttpExchange("GET", f"https://{host}/v1/households", 200, headers=headers)


GOOD = [_answer("max-age=31536000"), _answer('includeSubDomains; Max-Age="600"'), _answer(f"max-age={'9' * 5000}")]
BAD = {
    "no Strict-Transport-Security is sent (answers: 1)": _answer(None),
    "Strict-Transport-Security has no max-age above 0, so that browsers forget it at once (answers: 1)": _answer(
        "max-age=0"
    ),
}
IRRELEVANT = [
    _answer(None, "192.0.2.1"),
    _answer(None, "[2001:db8::1]:8443"),
    HttpExchange("GET", "http://a.example/v1/households", 308),
    HttpExchange("GET", "https://a.example/v1/households", None, refusal="connection refused"),
]
