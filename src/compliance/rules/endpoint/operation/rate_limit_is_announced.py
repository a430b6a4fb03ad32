"""Answers say how much may be asked, and how long to wait.

Broken: How often the service may be called is not announced

A caller who does not know the limit runs into it; one who is not told how long to wait asks again at once.

To mend it, send `RateLimit` and `RateLimit-Policy` with every answer, and `Retry-After` with 429 and 503.

Shows the fields on the answers of documented reads. Does not show that a limit is kept: no load is made to find out.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Violation

_FIELDS: Final = ("ratelimit", "rate-limit", "x-ratelimit", "x-rate-limit")
_TOO_BUSY: Final = frozenset({429, 503})


def is_of_a_documented_read(exchange: HttpExchange) -> bool:
    """Return whether a documented read was answered over HTTPS, with success or because too much was asked."""
    status = exchange.status or 0
    is_meant = 200 <= status < 300 or status in _TOO_BUSY
    return exchange.operation is not None and not exchange.is_plain and is_meant


@rule(
    "TCVN14423-2026.LIMIT",
    "GP.RATELIMIT",
    "GP.RFC6585",
    when=is_of_a_documented_read,
    proof=Proof.INDICATIVE,
)
def rate_limit_is_announced(exchange: HttpExchange) -> Iterator[Violation]:
    if exchange.status in _TOO_BUSY:
        if exchange.header("retry-after") is None:
            yield Violation("{status} came without Retry-After", at=exchange, status=exchange.status or 0)
    elif not any(name.startswith(_FIELDS) for name, _ in exchange.headers):
        template = "neither RateLimit nor an older field of a limit is sent (answers: {count})"
        yield Violation(template, at=exchange.server, is_counted=True)


_URL = "https://a.example/v1/households"
_READ = Place("openapi.yaml", "/paths/~1households/get")
GOOD = [
    HttpExchange("GET", _URL, 200, _READ, headers=(("ratelimit", '"default";r=599;t=60'),)),
    HttpExchange("GET", _URL, 200, _READ, headers=(("x-ratelimit-limit", "600"),)),
    HttpExchange("GET", _URL, 429, _READ, headers=(("retry-after", "60"),)),
]
BAD = {
    "neither RateLimit nor an older field of a limit is sent (answers: 1)": HttpExchange("GET", _URL, 200, _READ),
    "503 came without Retry-After": HttpExchange("GET", _URL, 503, _READ, headers=(("ratelimit", "r=0"),)),
}
IRRELEVANT = [
    HttpExchange("GET", _URL, 401, _READ),
    HttpExchange("GET", _URL, 200),
    HttpExchange("GET", "http://a.example/v1/households", 200, _READ),
]
