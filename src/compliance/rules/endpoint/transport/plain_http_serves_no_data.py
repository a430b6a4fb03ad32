"""Plain HTTP serves no data.

Broken: Data is served without encryption

Whatever travels without TLS can be read and altered on its way.

To mend it, close the port, or answer it with a redirection to https and no body.

Shows how the documented operations that were asked answered over plain HTTP. Does not show what other addresses of
the host do.
"""

from collections.abc import Iterator

from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_conclusive(exchange: HttpExchange) -> bool:
    """Return whether a plain exchange shows something: a page nobody documented, such as a landing page, is no data.

    A refusal says the same everywhere.
    """
    return exchange.is_plain and (exchange.operation is not None or exchange.status is None or exchange.status >= 300)


@rule("L20-2023.D42.K1.D", "ND331-2026.D30.K4", when=is_conclusive)
def plain_http_serves_no_data(exchange: HttpExchange) -> Iterator[Violation]:
    if exchange.status is not None and 200 <= exchange.status < 300 and exchange.body_size > 0:
        template = (
            "plain HTTP answered {status} with {size} bytes; a redirection without a body or a closed port is required"
        )
        yield Violation(template, at=exchange, status=exchange.status, size=exchange.body_size)


_URL = "http://a.example/v1/households"
_READ = Place("openapi.yaml", "/paths/~1households/get")
GOOD = [
    HttpExchange("GET", _URL, 308),
    HttpExchange("GET", _URL, 404, _READ, body_size=120),
    HttpExchange("GET", _URL, None, refusal="connection refused"),
]
BAD = {
    "plain HTTP answered 200 with 52 bytes; a redirection without a body or a closed port is required": HttpExchange(
        "GET", _URL, 200, _READ, body_size=52
    ),
}
IRRELEVANT = [
    HttpExchange("GET", "https://a.example/v1/households", 200, _READ, body_size=52),
    HttpExchange("GET", "http://a.example/", 200, body_size=52),
]
