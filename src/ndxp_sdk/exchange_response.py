"""A provider's own answer, as the gateways handed it on."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from ndxp_sdk._error_mapping.http_status import kind_of
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, error_of, header_id, quote
from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk.dialects.protocol import ExchangePlan
from ndxp_sdk.envelopes import EnvelopeProfile, Result, result_of
from ndxp_sdk.errors import Answered, Facts, Ids, Origin, ProviderError, UnexpectedAnswer
from ndxp_sdk.identifiers import ServiceId, SystemId

if TYPE_CHECKING:
    from ndxp_sdk._pipeline.call_result import CallResult

# Because whatever else stands in the field may be a repetition of what was sent.
_NAMED: Final = frozenset(
    {"application/json", "application/octet-stream", "application/pdf", "application/problem+json", "application/xml"}
    | {"application/zip", "text/csv", "text/html", "text/plain", "text/xml", "application/soap+xml"}
)


class _IdsWhenRead:
    """The `ids` of a success, masked when they are first read: most callers do not, and it takes half of a call."""

    __slots__ = ("_read",)
    _read: Callable[[], Ids]

    if not TYPE_CHECKING:  # because a type checker would take any attribute for known

        def __getattr__(self, name: str) -> Ids:
            """Fill a slot that is empty."""
            if name != "ids":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            ids = self._read()
            object.__setattr__(self, "ids", ids)
            object.__setattr__(self, "_read", lambda: ids)  # because what masks them keeps the client alive
            return ids


@dataclass(frozen=True, slots=True)
class ExchangeResponse(_IdsWhenRead):
    """The response of the provider, whatever its status; failures of gateways are raised as errors instead.

    `request_hash` is X-Road's evidence, to be kept; nobody can compute it anew. `headers` is a mapping without regard
    to case, such as `headers["Content-Type"]`, and keeps fields that came twice.
    `quotable` is the body as errors quote it, where it repeats what was sent in confidence.

    >>> from ndxp_sdk._http.response import Headers
    >>> from ndxp_sdk.identifiers import SystemId
    >>> system = SystemId.parse("VN/GOV/G12/dkkd")
    >>> ExchangeResponse(200, Headers(), b'{"error_code": 0, "result": []}', system).result().ok
    True
    """

    status: int
    headers: Headers
    content: bytes
    service: ServiceId | SystemId
    ids: Ids = field(default_factory=Ids)
    request_hash: str | None = None
    origin: Origin = "provider"
    is_safe_to_repeat: bool = False
    quotable: bytes | None = None

    @classmethod
    def of(cls, plan: ExchangePlan, answer: Response, done: "CallResult | None" = None) -> Self:
        """Build the response to a planned call in which its dialect found no failure; `done` has what may be quoted."""
        is_well = done is not None and 200 <= answer.status < 300
        told = answer if is_well or done is None else done.quotable
        response = cls(
            answer.status,
            answer.headers,
            answer.content,
            plan.service,
            Ids() if is_well else _ids(plan, told),
            answer.headers.get("X-Road-Request-Hash"),
            is_safe_to_repeat=plan.is_safe_to_repeat,
            quotable=None if told.content == answer.content else told.content,
        )
        if done is not None and is_well:
            masked = done.lazily_quotable()
            object.__setattr__(response, "_read", lambda: _ids(plan, masked()))
            object.__delattr__(response, "ids")
        return response

    @property
    def status_code(self) -> int:
        """The same as `status`."""
        return self.status

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx. What the body says of itself is another question: `result().ok`."""
        return 200 <= self.status < 300

    @property
    def is_success(self) -> bool:
        """The same as `ok`."""
        return self.ok

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty where there is none."""
        return (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text, by its charset, UTF-8 where none is named; what cannot be read is replaced."""
        from ndxp_sdk._http.charset import charset_of  # noqa: PLC0415 - because most answers are read as JSON

        return self.content.decode(charset_of(self.headers.get("Content-Type") or ""), errors="replace")

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            UnexpectedAnswer: it is none.
        """
        with suppress(ValueError, RecursionError):
            return json.loads(self.content)
        # outside the handler, because the context of an error would hold the body
        kind = self.media_type if self.media_type in _NAMED else "another one" if self.media_type else "unknown"
        found = f"a body of {len(self.content)} bytes and media type {kind}"
        raise UnexpectedAnswer(f"{found} cannot be read as JSON", self._facts())

    def result(self, profile: EnvelopeProfile | str | None = None) -> Result:
        """Return what the API says of its own work, read from its envelope; see `envelopes`."""
        return result_of(Response(self.status, self.headers, self.content), profile)

    def raise_for_status(self) -> Self:
        """Return the response itself, if its status is 2xx or 304.

        Raises:
            ProviderError: any other status; `retryable` is about the call as it was made.
        """
        if self.is_success or self.status == 304:
            return self
        raise self._error()

    def _error(self) -> Answered:
        answer = Response(self.status, self.headers, self.content if self.quotable is None else self.quotable)
        result, retry = result_of(answer), kind_of(self.status)[1]
        finding = MappedError(
            kind=ProviderError,
            text=f"{self.service} answered with status {self.status}{quote(result.message)}",
            # because only 429 says for certain that nothing was done
            retry="repeatable" if retry == "later" and self.status != 429 else retry,
            origin="provider",
            code=result.code,
            detail=result.message,
        )
        return error_of(finding, CallInfo("exchange.call", self.ids, self.is_safe_to_repeat), answer)

    def _facts(self) -> Facts:
        return Facts("exchange.call", self.origin, self.status, ids=self.ids)

    def __repr__(self) -> str:
        return f"ExchangeResponse({self.status}, {len(self.content)} bytes from {self.service})"


def _ids(plan: ExchangePlan, told: Response) -> Ids:
    return Ids(
        message_id=plan.message_id or header_id(told, "X-Road-Id"),
        request_id=header_id(told, "X-Road-Request-Id"),
        correlation_id=header_id(told, "X-Correlation-Id"),
    )
