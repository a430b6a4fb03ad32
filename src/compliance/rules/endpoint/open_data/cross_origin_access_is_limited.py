"""Protected data is not opened to pages of every origin.

Broken: Pages of any site may read protected data in a visitor's name

A browser lets a page read answers of another site only if that site allows its origin. Who allows every origin that
asks, with credentials, lets any page read what its visitor may see.

To mend it, allow the origins that need it by name, and never `*` or the origin asked with
`Access-Control-Allow-Credentials`.

Shows the answer to the question that browsers ask beforehand (a preflight with OPTIONS), for a protected read and a
foreign origin. Does not show what the answer to the read itself would allow: it is not asked with a foreign origin,
because servers refuse such reads, and an ordinary read must not be one that is refused.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_preflight(exchange: HttpExchange) -> bool:
    """Return whether it is the question of a browser for a foreign origin."""
    return exchange.method == "OPTIONS" and _origin(exchange) is not None


@rule("GP.FETCH", "GP.OWASP-API8", when=is_preflight)
def cross_origin_access_is_limited(exchange: HttpExchange) -> Iterator[Violation | Unknown]:
    if exchange.status is None:
        yield Unknown("the question for a foreign origin got no answer", at=exchange)
        return
    allowed = exchange.header("access-control-allow-origin")
    has_credentials = (exchange.header("access-control-allow-credentials") or "").lower() == "true"
    if allowed == _origin(exchange) and has_credentials:
        yield Violation("a foreign origin is allowed, with credentials", at=exchange)
    elif allowed == _origin(exchange):
        yield Violation("a foreign origin is allowed", at=exchange, proof=Proof.INDICATIVE)
    elif allowed == "*" and has_credentials:
        yield Violation("every origin is allowed together with credentials", at=exchange)


def _origin(exchange: HttpExchange) -> str | None:
    return next((value for name, value in exchange.sent if name.lower() == "origin"), None)


_FOREIGN = "https://origin.invalid"


def _answer(status: int | None, allowed: str | None = None, credentials: str | None = None) -> HttpExchange:
    told = (("access-control-allow-origin", allowed), ("access-control-allow-credentials", credentials))
    headers = tuple((name, value) for name, value in told if value is not None)
    sent = (("Origin", _FOREIGN),)
    return HttpExchange("OPTIONS", "https://a.example/v1/households", status, headers=headers, sent=sent)


GOOD = [_answer(405), _answer(204, "https://portal.example"), _answer(204, "*")]
BAD = {
    "a foreign origin is allowed, with credentials": _answer(204, _FOREIGN, "true"),
    "a foreign origin is allowed": _answer(200, _FOREIGN),
    "every origin is allowed together with credentials": _answer(200, "*", "True"),
}
UNKNOWN = [_answer(None)]
IRRELEVANT = [
    HttpExchange("GET", "https://a.example/v1/households", 200),
    HttpExchange("OPTIONS", "https://a.example/v1/households", 204),
]
