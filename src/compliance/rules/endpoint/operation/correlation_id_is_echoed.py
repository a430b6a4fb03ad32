"""An answer carries the request id that was sent.

Broken: The request id does not come back

With the same id in the logs of both sides one exchange can be found again; without it nobody can trace a complaint.

To mend it, take the id of the request into your own log and send it back unchanged in the header it came in.

Shows the answers of documented reads: a success of the service itself, or a refusal, which may come from a gateway and
only points to it. Does not show that the id stands in the log. Services that carry the id in their messages
(`MaYeuCau`) are not asked.
"""

from collections.abc import Iterator

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.openapi.correlation import carries_its_own_id, sent_id
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_answer_to_an_id(read: DocumentedExchange) -> bool:
    """Return whether a documented read with an id was answered; what a busy or broken server says is not meant."""
    seen, status = read.seen, read.seen.status or 500
    if read.operation is None or seen.is_plain or carries_its_own_id(read.operation):
        return False
    return sent_id(seen.sent) is not None and (200 <= status < 300 or (400 <= status < 500 and status != 429))


@rule("ND278-2025.D13", "GP.TRACE", when=is_answer_to_an_id)
def correlation_id_is_echoed(read: DocumentedExchange) -> Iterator[Violation]:
    name, value = sent_id(read.seen.sent) or ("", "")
    if any(found == value for _, found in read.seen.headers):
        return
    if (read.seen.status or 0) < 300:
        template = "the id sent in {name} does not come back (answers: {count})"
        yield Violation(template, at=read.seen.server, is_counted=True, name=name)
        return
    template = "the id sent in {name} does not come back with a refusal (answers: {count})"
    yield Violation(template, at=read.seen.server, proof=Proof.INDICATIVE, is_counted=True, name=name)


_READ = Place("openapi.yaml", "/paths/~1households/get")
_RECORD = "slug: household-business\nowner: {code: G12}\nservices: [{id: households, document: openapi.yaml}]\n"
_ID = "5f0c6c1e-2a7f-4f5b-9a53-000000000001"


def _answered(
    status: int | None, *headers: tuple[str, str], operation: str = "{}", at: Place | None = _READ
) -> Platform:
    document = f"openapi: 3.1.0\npaths: {{/households: {{get: {operation}}}}}\n"
    sent = (("X-Correlation-Id", _ID),)
    seen = HttpExchange("GET", "https://a.example/v1/households", status, at, headers=headers, sent=sent)
    return Platform(_RECORD, {"openapi.yaml": document}, (seen,))


GOOD = [
    _answered(200, ("x-correlation-id", _ID)),
    _answered(404, ("x-request-id", _ID)),
]
BAD = {
    "the id sent in X-Correlation-Id does not come back (answers: 1)": _answered(
        200, ("x-correlation-id", "[redacted]")
    ),
    "the id sent in X-Correlation-Id does not come back with a refusal (answers: 1)": _answered(401),
}
IRRELEVANT = [
    _answered(503),
    _answered(429),
    _answered(308),
    _answered(None),
    _answered(200, at=None),
    _answered(200, operation="{parameters: [{name: MaYeuCau, in: query}]}"),
]
