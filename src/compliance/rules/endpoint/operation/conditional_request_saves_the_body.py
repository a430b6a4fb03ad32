"""An answer that has not changed is not sent again.

Broken: Data that has not changed is sent again and again

Who asks whether a copy is still good gets a short answer; without it the whole body travels each time.

To mend it, send `ETag` or `Last-Modified` with data that may be kept, and answer 304 where it still holds.

Shows one read that was repeated with the validator of its own answer. Does not show other reads, nor answers that must
not be kept at all (`no-store`).
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.observation import Comparison, Difference, HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_VALIDATORS: Final = ("etag", "last-modified")
_UNCHANGED: Final = 304


def is_of_a_kept_answer(pair: Comparison) -> bool:
    """Return whether it is about a validator, of an answer that may be kept and has a body to be saved."""
    first = pair.first
    if pair.difference is not Difference.VALIDATOR or not isinstance(first, HttpExchange):
        return False
    is_kept = first.body_size > 0 and "no-store" not in (first.header("cache-control") or "").lower()
    return is_kept or not _is_good(first)


@rule("GP.RFC9110", when=is_of_a_kept_answer)
def conditional_request_saves_the_body(pair: Comparison) -> Iterator[Violation | Unknown]:
    first, second = pair.first, pair.second
    if not isinstance(first, HttpExchange) or not isinstance(second, HttpExchange):
        return
    if not _is_good(first):
        yield Unknown("the read answered {status} and was not repeated", at=pair, status=first.status or "-")
    elif not any(map(first.header, _VALIDATORS)):
        yield Violation("the answer has neither ETag nor Last-Modified", at=pair, proof=Proof.INDICATIVE)
    elif _is_good(second) and _is_the_same(first, second):
        yield Violation("asked with its own validator, the service sent the whole body again", at=pair)
    elif second.status != _UNCHANGED:
        template = "whether the body is saved cannot be told: asked with its validator, the service answered {status}"
        yield Unknown(template, at=pair, status=second.status or "-")


def _is_good(exchange: HttpExchange) -> bool:
    return 200 <= (exchange.status or 0) < 300


def _is_the_same(first: HttpExchange, second: HttpExchange) -> bool:
    """Return whether the service itself says that nothing has changed."""
    return all(first.header(name) == second.header(name) for name in _VALIDATORS)


def _answer(status: int, size: int = 52, *headers: tuple[str, str]) -> HttpExchange:
    return HttpExchange("GET", "https://a.example/v1/points", status, headers=headers, body_size=size)


_TAG = ("etag", '"1"')
_FIRST = _answer(200, 52, _TAG)


def _pair(first: HttpExchange, second: HttpExchange) -> Comparison:
    return Comparison(Difference.VALIDATOR, first, second, ("", '"1"'))


GOOD = [_pair(_FIRST, _answer(304, 0, _TAG))]
BAD = {
    "the answer has neither ETag nor Last-Modified": Comparison(Difference.VALIDATOR, _answer(200), _answer(200)),
    "asked with its own validator, the service sent the whole body again": _pair(_FIRST, _FIRST),
}
UNKNOWN = [
    _pair(_answer(401, 0), _answer(401, 0)),
    _pair(_FIRST, _answer(200, 60, ("etag", '"2"'))),
    _pair(_FIRST, _answer(503, 0)),
]
IRRELEVANT = [
    _pair(_answer(200, 52, ("cache-control", "no-store")), _FIRST),
    _pair(_answer(200, 0, _TAG), _answer(200, 0, _TAG)),
    Comparison(Difference.ENCODING, _FIRST, _FIRST, ("", "gzip")),
]
