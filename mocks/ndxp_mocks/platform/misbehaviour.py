"""View of a fault on one request and on its answer: plain data, as both go over the wire."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from ndxp_mocks.platform.operation import JsonObject

CLIENT: Final = "x-road-client"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """Credential of the caller as it was judged: its scheme, and its flaw.

    `flaw` is None for a good credential, else `missing`, `unreadable`, `expired` or another word of whoever judges
    credentials (`ndxp_mocks.platform.authorization`). An operation that wants none admits everybody.
    """

    is_wanted: bool
    scheme: str | None = None
    flaw: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether the caller gets an answer."""
        return not self.is_wanted or self.flaw is None


@dataclass(frozen=True, slots=True)
class ObservedRequest:
    """One request. Names of headers are in lower case, path and query are decoded; the body is not at hand.

    `operation` is what the document says of it as OpenAPI writes it, None if nothing is documented; `template` is
    its path as the document writes it. `is_held_to_the_document` is what a fault takes away to let bad input pass.
    """

    method: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    operation: JsonObject | None = None
    template: str | None = None
    admission: Admission = Admission(is_wanted=False)
    is_held_to_the_document: bool = True

    def header(self, name: str) -> str | None:
        """Return the first header of this name in lower case, None if none was sent."""
        return next((value for each, value in self.headers if each == name), None)

    @property
    def is_plain_read(self) -> bool:
        """Whether a documented read was asked as it stands, without anything in the query such as a page."""
        return self.method == "GET" and self.operation is not None and not self.query

    @property
    def names_two_clients(self) -> bool:
        """Whether the field in which a security server names its client stands there more than once."""
        return sum(name == CLIENT for name, _ in self.headers) > 1

    def admitted(self) -> "ObservedRequest":
        """Return the same request, taken as one of a caller with a good credential."""
        return replace(self, admission=replace(self.admission, flaw=None))


@dataclass(frozen=True, slots=True)
class ObservedAnswer:
    """One answer. Names of headers are in lower case; the type and the length of the body are not among them.

    `media_type` is the value of Content-Type with its parameters, None if there is no body to speak of.
    """

    status: int
    headers: Pairs = ()
    media_type: str | None = None
    body: bytes = b""

    @property
    def data(self) -> Any:
        """The body as JSON, None if it is something else."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def with_data(self, data: Any) -> "ObservedAnswer":
        """Return the same answer with this JSON as body."""
        return replace(self, body=json.dumps(data, ensure_ascii=False).encode("utf-8"))

    def with_headers(self, headers: Iterable[tuple[str, str]]) -> "ObservedAnswer":
        """Return the same answer with these headers in place of those of the same name."""
        fresh = tuple((name.lower(), value) for name, value in headers)
        return replace(self, headers=(*self.without_headers(*(name for name, _ in fresh)).headers, *fresh))

    def without_headers(self, *names: str) -> "ObservedAnswer":
        """Return the same answer without headers of these names in lower case."""
        return replace(self, headers=tuple(pair for pair in self.headers if pair[0] not in names))


AmendAnswer = Callable[[ObservedRequest, ObservedAnswer], ObservedAnswer]


def _as_it_is(asked: ObservedRequest) -> ObservedRequest:
    return asked


@dataclass(frozen=True, slots=True)
class Misbehaviour:
    """Effect of the faults of a platform on its requests and answers; `amend_answer` is None if they have none."""

    amend_request: Callable[[ObservedRequest], ObservedRequest] = _as_it_is
    amend_answer: AmendAnswer | None = None


FLAWLESS: Final = Misbehaviour()
"""What a platform without faults of this kind does to requests and answers: nothing."""
