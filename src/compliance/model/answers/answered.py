"""An answer while its body is at hand, beside what document and record say of the operation."""

import json
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol, TypeVar

from compliance.model.answers.deviation import Deviation
from compliance.model.facts import Facts
from compliance.model.instances import Instances, Undecided
from compliance.model.lazy import lazy_property
from compliance.model.openapi.operation import Operation
from compliance.model.record import Record, Service

T = TypeVar("T")

NOT_JSON: Final = object()
_UNCODED: Final = frozenset({"", "identity"})
_JSON: Final = ("application/json", "text/json")


class Answered:
    """One answer with its body. It lives no longer than the look; what is kept of it is what the readings yield.

    Names of `headers` are in lower case. `body` is what came after the transfer coding, and after the content coding if
    it `is_unpacked`; it is cut off where `is_truncated`. `operation` is None if no documented one was asked. `sent` are
    the values that the request carried and that must not come back, such as a token. `judge` holds it to its document,
    None for the usual one. `parse` is a faster reader of JSON; what it refuses with a `ValueError`, the one of Python
    reads.
    """

    def __init__(  # noqa: PLR0913 - all that is known of one answer
        self,
        status: int,
        headers: tuple[tuple[str, str], ...],
        media_type: str | None,
        body: bytes,
        *,
        is_truncated: bool = False,
        is_unpacked: bool = False,
        method: str = "GET",
        operation: Operation | None = None,
        service: Service | None = None,
        record: Record | None = None,
        instances: Instances | None = None,
        facts: Facts | None = None,
        sent: tuple[str, ...] = (),
        judge: "Conformance | None" = None,
        parse: Callable[[bytes], Any] | None = None,
    ) -> None:
        self.status = status
        self.headers = headers
        self.media_type = media_type
        self.body = body
        self.is_truncated = is_truncated
        self.is_unpacked = is_unpacked
        self.method = method
        self.operation = operation
        self.service = service
        self.record = record
        self.instances = instances
        self.facts = facts
        self.sent = sent
        self.judge = judge
        self._parse = parse
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what several readings need, made the first time."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    def header(self, name: str) -> str | None:
        """Return the first header of that lower-case name, None if it was not sent."""
        return next((value for header, value in self.headers if header == name), None)

    @lazy_property
    def is_encoded(self) -> bool:
        """Whether the body is in a content coding that was not undone (RFC 9110, section 8.4)."""
        return not self.is_unpacked and (self.header("content-encoding") or "").strip().lower() not in _UNCODED

    @lazy_property
    def is_json(self) -> bool:
        """Whether the answer calls its body JSON (RFC 8259; RFC 6839, section 3.1)."""
        stated = self.media_type or ""
        return stated in _JSON or stated.endswith("+json")

    @lazy_property
    def text(self) -> str | None:
        """The body as UTF-8, None if it is none."""
        try:
            return self.body.decode().removeprefix("\ufeff")
        except UnicodeDecodeError:
            return None

    @property
    def value(self) -> Any:
        """The body as JSON; `NOT_JSON` if it is none, was cut off, or is beyond what can be read."""
        return self._read[0]

    @property
    def is_beyond_reading(self) -> bool:
        """Whether the body may be JSON that is nested too deeply, or holds too long a number, to be read."""
        return self._read[1]

    @lazy_property
    def _read(self) -> tuple[Any, bool]:
        if self.is_truncated:
            return NOT_JSON, False
        if self._parse is not None:
            try:
                return self._parse(self.body), False
            except ValueError:
                pass
        if self.text is None:
            return NOT_JSON, False
        try:
            return as_json(self.text), False
        except json.JSONDecodeError:
            return NOT_JSON, False
        except (ValueError, RecursionError):  # because JSON has no limit for digits and for nesting, and Python has
            return NOT_JSON, True


def as_json(text: str) -> Any:
    """Return what a text means as JSON.

    Raises:
        json.JSONDecodeError: it is none.
        ValueError, RecursionError: it is beyond what Python reads.
    """
    return json.loads(text, parse_constant=_refused)


def _refused(name: str) -> Any:
    """Refuse `NaN` and infinities, which Python reads and RFC 8259, section 6, does not know."""
    raise json.JSONDecodeError("no number of JSON", name, 0)


class Conformance(Protocol):
    """Holds one answer after the other to what its document promises."""

    def deviations(self, answered: Answered) -> Iterable[Deviation | Undecided]:
        """Return the ways in which an answer deviates, or why that cannot be told; none if it keeps its promise."""
