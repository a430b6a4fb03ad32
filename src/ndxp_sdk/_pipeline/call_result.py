"""Hold the end of a call: its response, and what may be shown of it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._http.request import Request
from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk._pipeline.client_state import Confided

if TYPE_CHECKING:
    from ndxp_sdk._redaction.echoes import Redactor

_QUOTED: Final = 262_144
_IDS: Final = ("X-Road-Id", "X-Road-Request-Id", "X-Correlation-Id")
_BETWEEN: Final = b"\n"
_OURS: Final = frozenset(name.encode("ascii") for name in _IDS)
UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


@dataclass(slots=True)
class CallResult:
    """The end of a call: the answer (or the open stream), how many tries it took and how many seconds in all."""

    answer: Any
    attempts: int
    elapsed: float
    request: Request
    confided: Confided

    @property
    def mask(self) -> "Redactor":
        """The redaction of what was sent in confidence, for what messages quote; built if something is quoted."""
        from ndxp_sdk._redaction.confidential import redactor_of  # noqa: PLC0415 - because most calls succeed

        return redactor_of(self.request, self.confided())

    @property
    def quotable(self) -> Response:
        """The answer as messages may quote it: of a success its ids, of anything else at most 256 KiB."""
        answer: Response = self.answer
        if 200 <= answer.status < 300:
            return self.lazily_quotable()()
        return self.mask.answer(Response(answer.status, answer.headers, answer.content[:_QUOTED]))

    def lazily_quotable(self) -> Callable[[], Response]:
        """Return a function that masks the ids of a success when it is called.

        What was sent is compared now, so that the function keeps neither the request nor the token in it alive; what
        the client has in confidence is collected by the function, because that takes as long as half of the call.
        """
        answer: Response = self.answer
        ids = [(name, value) for name in _IDS if (value := answer.headers.get(name))]
        sent = self._sent() if ids else b""
        if all(UUID.fullmatch(value) and value.encode("ascii") not in sent for _, value in ids):
            confided = self.confided
            return lambda: _told(answer, ids, confided)  # a closure, because it is opaque to whatever shows attributes
        told = _answer(answer, [(name, self.id(value)) for name, value in ids])
        return lambda: told

    def id(self, value: str) -> str:
        """Return an id of the response as it may be shown."""
        is_known = not UUID.fullmatch(value) or value.encode("ascii") in self._sent() or self._is_confided(value)
        return self.mask.text(value) if is_known else value

    def _is_confided(self, uuid: str) -> bool:
        return _is_in(uuid, self.confided(keys=False))  # because no key in base64 has a hyphen

    def _sent(self) -> bytes:
        """Return everything that was sent and is not to be repeated, apart from the body."""
        request = self.request
        fields = [value for name, value in request.fields if name not in _OURS]
        texts = [text.encode("utf-8", "surrogatepass") for text in (*request.secret, *request.private)]
        return _BETWEEN.join(fields + texts)


def _is_in(value: str, texts: Iterable[str]) -> bool:
    return any(value in text for text in texts)


def _told(answer: Response, ids: list[tuple[str, str]], confided: Confided) -> Response:
    """Mask those ids that are found in a secret of the client."""
    held = tuple(confided(keys=False))
    if any(_is_in(value, held) for _, value in ids):
        from ndxp_sdk._redaction.echoes import Redactor  # noqa: PLC0415 - because most servers do not repeat secrets

        mask = Redactor(held)
        ids = [(name, mask.text(value) if _is_in(value, held) else value) for name, value in ids]
    return _answer(answer, ids)


def _answer(answer: Response, ids: list[tuple[str, str]]) -> Response:
    fields = [(name.encode("ascii"), value.encode("latin-1")) for name, value in ids]
    return Response(answer.status, Headers(fields), answer.content)
