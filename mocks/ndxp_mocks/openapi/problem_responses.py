"""The refusals of a platform: in the form that the document gives errors, else as RFC 9457 says."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from ndxp_mocks.openapi.endpoint import Endpoint, Media
from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.openapi.generator import ValueGenerator
from ndxp_mocks.openapi.media_types import is_json
from ndxp_mocks.openapi.messages import Reply
from ndxp_mocks.openapi.schema_validation import SchemaValidator
from ndxp_mocks.openapi.serialization import BodyWriter, as_json, concrete
from ndxp_mocks.openapi.source import Unserved
from ndxp_mocks.platform.problems import MEDIA_TYPE, TITLES, problem

_STATUS: Final = frozenset({"status", "status code", "http status", "code", "error code"})
_TITLE: Final = frozenset({"title", "error", "reason"})
_DETAIL: Final = frozenset({"detail", "message", "description", "error description", "thong bao", "error message"})
_UNADMITTED: Final = {
    "missing": "Cần thông tin xác thực: yêu cầu không có.",
    "scope": "Hệ thống gọi chưa được cấp phạm vi mà thao tác này đòi hỏi.",
    "record": "Hệ thống gọi không được xem bản ghi này.",
}
_FORBIDDEN: Final = frozenset({"scope", "record"})


class ProblemBuilder:
    """Refuses requests to the operations of one document."""

    def __init__(self, generating: ValueGenerator, validating: SchemaValidator, writing: BodyWriter) -> None:
        self._writing = writing
        self._generating = generating
        self._validating = validating
        self._documented = cache(self._form)

    def refusal(
        self,
        endpoint: Endpoint | None,
        status: int,
        detail: str,
        flaws: Iterable[str] = (),
        headers: Iterable[tuple[str, str]] = (),
    ) -> Reply:
        """Return the answer of this status; `flaws` name what is wrong, `headers` come on top."""
        found = self._documented(endpoint, status) if endpoint is not None else None
        if found is not None:
            media, value = found
            told = self._filled(value, media, status, detail)
            sent_as = concrete(media.type)
            return Reply(status, tuple(headers), sent_as, self._writing.body(told, sent_as, media.schema))
        answer = problem(status, detail, tuple(flaws))
        return Reply(status, tuple(headers), MEDIA_TYPE, as_json(answer.body))

    def unadmitted(self, endpoint: Endpoint, flaw: str, challenges: Iterable[str]) -> Reply:
        """Refuse a caller who is not admitted: what is wrong with the credential, and what has to be shown."""
        told = _UNADMITTED.get(flaw, "Thông tin xác thực không hợp lệ hoặc đã hết hạn.")
        headers = tuple(("WWW-Authenticate", each) for each in challenges)
        return self.refusal(endpoint, 403 if flaw in _FORBIDDEN else 401, told, headers=headers)

    def _form(self, endpoint: Endpoint, status: int) -> tuple[Media, Any] | None:
        """Return the documented body of an error: its form, and a value of it."""
        response = endpoint.response(status)
        documented = response.content if response is not None and not response.key.startswith("2") else ()
        for media in sorted(documented, key=lambda each: not is_json(each.type)):
            try:
                fitting = (each for each in media.examples if self._validating.fits(each, media.schema))
                value = next(fitting, None)
                if value is None:
                    value = self._generating.value(media.schema, f"{endpoint.name} {status}", "message")
            except Unserved:
                continue
            return media, value
        return None

    def _filled(self, value: Any, media: Media, status: int, detail: str) -> Any:
        """Return the value with what is told of this error, member by member where the schema permits it."""
        if not isinstance(value, dict):
            return detail if isinstance(value, str) and self._validating.fits(detail, media.schema) else value
        found = value
        for name, told in _problem_members(value, status, detail):
            amended = {**found, name: told}
            found = amended if self._validating.fits(amended, media.schema) else found
        return found


def _problem_members(value: dict[str, Any], status: int, detail: str) -> Iterable[tuple[str, Any]]:
    for name, each in value.items():
        words = phrase(name)
        if words in _STATUS:
            yield name, str(status) if isinstance(each, str) else status
        elif words in _DETAIL and isinstance(each, str):
            yield name, detail
        elif words in _TITLE and isinstance(each, str):
            yield name, TITLES.get(status, detail)
        elif words == "type" and isinstance(each, str):
            yield name, "about:blank"
        elif isinstance(each, dict):
            inner = {**each, **dict(_problem_members(each, status, detail))}
            yield name, inner
