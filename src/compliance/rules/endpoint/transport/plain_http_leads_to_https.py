"""Plain HTTP leads to https, where it answers at all.

Broken: Plain HTTP does not lead to the encrypted address

Who types or stores the address without https gets no further, or is led to another host, and looks for a way around.

To mend it, answer every request over plain HTTP with 308 and the same address under https, or close the port.

Shows where the addresses that were asked lead. Does not show that the address they lead to works; an answer that holds
data is judged by the rule on data over plain HTTP.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def is_without_data(read: DocumentedExchange) -> bool:
    """Return whether plain HTTP answered and gave nothing; what a server that is too busy says leads nowhere."""
    status = read.seen.status
    if not read.seen.is_plain or status is None or status == 429 or status >= 500:
        return False
    return status >= 300 or not read.seen.body_size


@rule("L20-2023.D42.K1.D", "GP.RFC9110", when=is_without_data)
def plain_http_leads_to_https(read: DocumentedExchange) -> Iterator[Violation | Unknown]:
    status, target = read.seen.status or 0, read.seen.header("location") or ""
    if status not in _REDIRECTS:
        template = "plain HTTP answered {status}; a redirection to https or a closed port is required"
        yield Violation(template, at=read, proof=Proof.INDICATIVE, status=status)
    elif not target.startswith(("https://", "http://", "/")):
        yield Unknown("where the redirection of plain HTTP leads cannot be read", at=read)
    elif not target.startswith("https://"):
        yield Violation(
            "plain HTTP answered {status} and stays on plain HTTP; https is required", at=read, status=status
        )
    elif (host := urlsplit(target).hostname or "") not in read.hosts:
        template = "plain HTTP leads to {host}, which is no host of the record"
        yield Violation(template, at=read, proof=Proof.INDICATIVE, host=host)


_RECORD = (
    "slug: household-business\nowner: {code: G12}\n"
    "services: [{id: a, base_url: 'https://a.example/v1'}, {id: b, base_url: 'https://b.example'}]\n"
)


def _answered(status: int | None, location: str | None = None, size: int = 0, scheme: str = "http") -> Platform:
    headers = () if location is None else (("location", location),)
    url = f"{scheme}://a.example/v1/households"
    return Platform(_RECORD, {}, (HttpExchange("GET", url, status, headers=headers, body_size=size),))


GOOD = [_answered(308, "https://a.example/[redacted]"), _answered(301, "https://B.example:8443/[redacted]")]
BAD = {
    "plain HTTP answered 404; a redirection to https or a closed port is required": _answered(404),
    "plain HTTP answered 301 and stays on plain HTTP; https is required": _answered(301, "http://a.example/[redacted]"),
    "plain HTTP answered 302 and stays on plain HTTP; https is required": _answered(302, "/[redacted]"),
    "plain HTTP leads to c.example, which is no host of the record": _answered(308, "https://c.example/[redacted]"),
}
UNKNOWN = [_answered(308, "[redacted]"), _answered(308)]
IRRELEVANT = [
    _answered(200, size=52),
    _answered(503),
    _answered(429),
    _answered(None),
    _answered(308, "http://a.example/[redacted]", scheme="https"),
]
