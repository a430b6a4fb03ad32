"""Open data is given to callers without credentials.

Broken: Open data cannot be read without credentials

What an agency publishes as open data is for everybody, without asking and without signing in.

To mend it, let the operation answer without credentials, or take the mark of open data away if it is none.

Shows the operations that document or record mark as open and that were asked without credentials. Does not show that
the data is complete, or that other addresses are open; a refusal with 403 may come from a guard that refuses the
place from which it was asked.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.derived.documented_read import DocumentedExchange
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Violation

_WANTS_CREDENTIALS: Final = frozenset({401, 407, 511})
_REFUSED: Final = 403


def is_answer_to_a_stranger(read: DocumentedExchange) -> bool:
    """Return whether open data was asked for without credentials, and the answer is about who may have it."""
    seen, status = read.seen, read.seen.status or 0
    if not read.is_of_open_data or seen.is_plain or seen.credential is not None or seen.method != "GET":
        return False
    return 200 <= status < 300 or status == _REFUSED or status in _WANTS_CREDENTIALS


@rule("L20-2023.D43", "ND47-2020.D17.K1", when=is_answer_to_a_stranger)
def open_data_needs_no_credentials(read: DocumentedExchange) -> Iterator[Violation]:
    status = read.seen.status or 0
    if status == _REFUSED:
        template = "open data was refused with {status}; it has to be given without credentials"
        yield Violation(template, at=read, proof=Proof.INDICATIVE, status=status)
    elif status in _WANTS_CREDENTIALS:
        template = "open data answered {status}, which demands credentials; it has to be given without"
        yield Violation(template, at=read, status=status)


_URL = "https://a.example/v1/points"
_READ = Place("openapi.yaml", "/paths/~1points/get")
_RECORD = "slug: household-business\nowner: {code: G12}\nservices: [{id: points, document: openapi.yaml}]\n"


def _answered(
    status: int | None, mark: str = "{x-sharing-form: open}", url: str = _URL, credential: str | None = None
) -> Platform:
    document = f"openapi: 3.1.0\npaths: {{/points: {{get: {mark}}}}}\n"
    exchange = HttpExchange("GET", url, status, _READ, body_size=52, credential=credential)
    return Platform(_RECORD, {"openapi.yaml": document}, (exchange,))


_BY_RECORD = _answered(401, "{}")
GOOD = [_answered(200), _answered(204)]
BAD = {
    "open data answered 401, which demands credentials; it has to be given without": _answered(401),
    "open data was refused with 403; it has to be given without credentials": Platform(
        _RECORD.replace("document:", "sharing_form: open, document:"),
        _BY_RECORD.files,
        (HttpExchange("GET", _URL, 403, _READ),),
    ),
}
IRRELEVANT = [
    _BY_RECORD,
    _answered(404),
    _answered(503),
    _answered(None),
    _answered(401, url="http://a.example/v1/points"),
    _answered(401, credential="bearer"),
]
