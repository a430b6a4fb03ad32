"""Plain HTTP serves no data.

Broken: Data is served without encryption

Whatever travels without TLS can be read and altered on its way.

To mend it, close the port, or answer it with a redirection to https and no body.

Shows how the documented operations that were asked answered over plain HTTP. Does not show what other addresses of
the host do.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_conclusive(read: DocumentedExchange) -> bool:
    """Return whether it shows something: a page nobody documented, a word on health and open data are not meant."""
    exchange = read.seen
    if read.is_of_open_data or (read.operation is not None and read.operation.node.text("x-function") == "health"):
        return False
    return exchange.is_plain and (exchange.operation is not None or exchange.status is None or exchange.status >= 300)


@rule("L20-2023.D42.K1.D", "ND331-2026.D30.K4", when=is_conclusive)
def plain_http_serves_no_data(read: DocumentedExchange) -> Iterator[Violation]:
    status, size = read.seen.status, read.seen.body_size
    if status is None or not 200 <= status < 300 or not size:
        return
    if read.is_stated_as_restricted:
        template = (
            "plain HTTP answered {status} with {size} bytes; a redirection without a body or a closed port is required"
        )
        yield Violation(template, at=read, status=status, size=size)
        return
    template = (
        "plain HTTP answered {status} with {size} bytes, and nothing says that they are open data; mark it if they "
        "are, else redirect without a body or close the port"
    )
    yield Violation(template, at=read, proof=Proof.INDICATIVE, status=status, size=size)


_URL = "http://a.example/v1/households"
_READ = Place("openapi.yaml", "/paths/~1households/get")
_RECORD = "slug: household-business\nowner: {code: G12}\nservices: [{id: households, document: openapi.yaml}]\n"
_SCHEMES = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"


def _answered(exchange: HttpExchange, operation: str, record: str = _RECORD) -> Platform:
    document = f"openapi: 3.1.0\n{_SCHEMES}paths: {{/households: {{get: {operation}}}}}\n"
    return Platform(record, {"openapi.yaml": document}, (exchange,))


_DATA = HttpExchange("GET", _URL, 200, _READ, body_size=52)
GOOD = [
    _answered(HttpExchange("GET", _URL, 308), "{}"),
    _answered(HttpExchange("GET", _URL, 404, _READ, body_size=120), "{security: [{token: []}]}"),
    _answered(HttpExchange("GET", _URL, None, refusal="connection refused"), "{}"),
]
BAD = {
    "plain HTTP answered 200 with 52 bytes; a redirection without a body or a closed port is required": _answered(
        _DATA, "{security: [{token: []}]}"
    ),
    "plain HTTP answered 200 with 52 bytes, and nothing says that they are open data; mark it if they are, else "
    "redirect without a body or close the port": _answered(_DATA, "{}"),
}
IRRELEVANT = [
    _answered(HttpExchange("GET", "https://a.example/v1/households", 200, _READ, body_size=52), "{}"),
    _answered(HttpExchange("GET", "http://a.example/", 200, body_size=52), "{}"),
    _answered(_DATA, "{x-sharing-form: open}"),
    _answered(_DATA, "{x-function: health}"),
    _answered(_DATA, "{}", _RECORD.replace("document:", "sharing_form: open, document:")),
]
