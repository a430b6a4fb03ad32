"""A platform that answers as a document says: a function from requests to replies, without any state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from typing import Any, Final
from urllib.parse import unquote

from ndxp_mocks.lazy import lazy_property
from ndxp_mocks.openapi.dialect import Dialect
from ndxp_mocks.openapi.endpoint import Endpoint, Response
from ndxp_mocks.openapi.generator import ValueGenerator
from ndxp_mocks.openapi.media_types import negotiate
from ndxp_mocks.openapi.messages import Reply, Request
from ndxp_mocks.openapi.operations import DocumentedOperation, DocumentReader
from ndxp_mocks.openapi.problem_responses import ProblemBuilder
from ndxp_mocks.openapi.request_validation import RequestValidator
from ndxp_mocks.openapi.response_encoding import compress, finish, identifies, with_correlation_id, with_fixed
from ndxp_mocks.openapi.responses import ResponseBuilder, UnknownPosition
from ndxp_mocks.openapi.routing import Match, RouteTable
from ndxp_mocks.openapi.schema_validation import SchemaValidator
from ndxp_mocks.openapi.security import Security
from ndxp_mocks.openapi.serialization import BodyWriter, as_json, concrete
from ndxp_mocks.openapi.source import Source, Unserved
from ndxp_mocks.platform.misbehaviour import FLAWLESS, Misbehaviour, ObservedRequest, Pairs

LARGEST_BODY: Final = 1024 * 1024
_SAFE: Final = frozenset({"GET", "HEAD"})
_MOST_REMEMBERED: Final = 4096
_LONGEST_REMEMBERED: Final = 256 * 1024
_WITHOUT_BODY: Final = frozenset({204, 205, 304})


@dataclass(frozen=True, slots=True)
class Unsuitable:
    """An operation, or a path, that cannot be served, and why."""

    operation: str
    reason: Unserved


class DocumentPlatform:
    """The platform of one document."""

    def __init__(
        self, source: Source, seed: int, misbehaviour: Misbehaviour = FLAWLESS, *, is_steady: bool = True
    ) -> None:
        """Draw all answers from the seed; if not steady, pages of a list do not fit together."""
        dialect = Dialect(source)
        validating = SchemaValidator(dialect)
        generating = ValueGenerator(dialect, validating, seed)
        self._reading = DocumentReader(source, dialect)
        self._routing = RouteTable(self._reading.operations())
        self.security = Security(source)
        self._requests = RequestValidator(dialect, validating)
        self._answering = ResponseBuilder(self._reading, generating, validating, is_steady=is_steady)
        self._writing = BodyWriter(dialect)
        self._refusing = ProblemBuilder(generating, validating, self._writing)
        self._misbehaviour = misbehaviour
        self.misbehaves = misbehaviour is not FLAWLESS
        self._answered: dict[Any, Reply] = {}
        self._source = source
        self.base = self._reading.base()

    def reply(self, request: Request, fixed: Pairs = ()) -> Reply:
        """Return the answer to one request with these headers besides, as the faults of the platform change it."""
        if self.misbehaves:
            return self._wrong(request, fixed)
        return with_fixed(with_correlation_id(self._right(request), request), fixed)

    def _wrong(self, request: Request, fixed: Pairs) -> Reply:
        """Return the answer as faults make it: they see it as it is before it is compressed."""
        plain = tuple(pair for pair in request.headers if pair[0] != "accept-encoding")
        asked, right, _ = self._replied(replace(request, headers=plain))
        asked = replace(asked, headers=request.headers)
        right = with_correlation_id(right, request)
        right = with_fixed(right, (*fixed, ("date", formatdate(usegmt=True))))
        amend = self._misbehaviour.amend_answer
        wrong = right.answered() if amend is None else amend(asked, right.answered())
        made = Reply(wrong.status, wrong.headers, wrong.media_type, wrong.body)
        return compress(made, self._misbehaviour.amend_request(asked).header("accept-encoding"))

    def _right(self, request: Request) -> Reply:
        """Return the answer without what identifies the request, remembered where nothing else may depend on that."""
        if request.body or request.method not in _SAFE or request.shows_signed_token:
            return self._replied(request)[1]
        telling = tuple(pair for pair in request.headers if not identifies(pair[0]))
        key = (request.method, request.raw_path, request.query, telling)
        found = self._answered.get(key)
        if found is None:
            _, found, endpoint = self._replied(request)
            if _is_alike(endpoint) and len(self._answered) < _MOST_REMEMBERED and len(found.body) < _LONGEST_REMEMBERED:
                self._answered[key] = found
        return found

    def unsuitable(self) -> Iterator[Unsuitable]:
        """Yield every operation that cannot be served; all answers are made for that."""
        for each in self._reading.documented:
            if not isinstance(each, DocumentedOperation):
                yield Unsuitable(each[0], each[1])
                continue
            try:
                self._try(each)
            except Unserved as reason:
                yield Unsuitable(each.name, reason)

    def operations(self) -> tuple[DocumentedOperation, ...]:
        """Return every operation, those included that cannot be served."""
        return tuple(self._reading.operations())

    def scopes(self) -> tuple[str, ...]:
        """Return all scopes that the operations demand."""
        demanded = (each for documented in self.operations() for each in self._reading.security(documented))
        return tuple(sorted({scope for each in demanded for listed in each.values() for scope in listed}))

    def sample(self, documented: DocumentedOperation) -> Mapping[tuple[str, str], Any]:
        """Return a value for each required parameter of an operation, so that it answers well. Raises Unserved."""
        return self._answering.samples(documented)

    def credentials(self, documented: DocumentedOperation) -> tuple[tuple[str, str, str], ...]:
        """Return place, name and value of each credential that a caller of the operation shows. Raises Unserved."""
        return self.security.credentials(self._reading.endpoint(documented))

    def _try(self, documented: DocumentedOperation) -> None:
        endpoint = self._reading.endpoint(documented)
        self.security.check(endpoint)
        if "#" in documented.template or "?" in documented.template:
            raise Unserved("path_never_asked", path=documented.template)
        response = endpoint.success[1]
        for media in response.content if response is not None else ():
            self._answering.body(documented, media.type)
        if response is not None:
            self._answering.headers(documented, response)

    def _replied(self, request: Request) -> tuple[ObservedRequest, Reply, Endpoint | None]:
        asked = ObservedRequest(request.method, unquote(request.raw_path), request.query, request.headers)
        method = "GET" if request.method == "HEAD" else request.method
        path = request.raw_path.removeprefix(self.base) if self._is_below(request.raw_path) else None
        match = self._routing.match(path, request.method) if path is not None else None
        if match is None:
            return asked, finish(self._elsewhere(request, method), request, is_private=False), None
        documented = match.operations.get(request.method) or match.operations.get(method)
        if documented is None:
            return asked, finish(self._other_method(request, match), request, is_private=False), None
        asked = replace(asked, operation=documented.node.raw, template=match.template)
        try:
            endpoint = self._reading.endpoint(documented)
            self.security.check(endpoint)
            asked = replace(asked, admission=self.security.admission(endpoint, asked))
            taken = self._misbehaviour.amend_request(asked)
            reply = self._answer(documented, endpoint, taken, match, request.body)
            is_private = endpoint.is_protected or self._answering.is_personal(documented)
        except Unserved:
            detail = "Nền tảng mô phỏng không phục vụ được thao tác này."
            return asked, finish(self._refusing.refusal(None, 501, detail), request, is_private=True), None
        return asked, finish(reply, request, is_private=is_private), endpoint

    def _is_below(self, raw_path: str) -> bool:
        return not self.base or raw_path.startswith(f"{self.base}/")

    def _elsewhere(self, request: Request, method: str) -> Reply:
        if request.raw_path in {f"{self.base}/openapi.json", "/openapi.json"}:
            if method == "GET":
                return Reply(200, (), "application/json", self._published)
            return self._refusing.refusal(None, 405, _OTHER_METHOD, headers=(("Allow", "GET, HEAD"),))
        return self._refusing.refusal(None, 404, "Địa chỉ không có trong mô tả.")

    @lazy_property
    def _published(self) -> bytes:
        return as_json(self._source.root)

    def _other_method(self, request: Request, match: Match) -> Reply:
        allowed = {*match.operations, "OPTIONS"} | ({"HEAD"} if "GET" in match.operations else set())
        allow = (("Allow", ", ".join(sorted(allowed))),)
        if request.method == "OPTIONS":
            return Reply(204, allow)
        return self._refusing.refusal(None, 405, _OTHER_METHOD, headers=allow)

    def _answer(
        self, documented: DocumentedOperation, endpoint: Endpoint, asked: ObservedRequest, match: Match, body: bytes
    ) -> Reply:
        if not asked.admission.is_given:
            flaw = asked.admission.flaw or "missing"
            return self._refusing.unadmitted(endpoint, flaw, self.security.challenges(endpoint, flaw))
        if len(body) > LARGEST_BODY:
            return self._refusing.refusal(endpoint, 413, f"Nội dung lớn hơn {LARGEST_BODY} byte.")
        status, response = endpoint.success
        media_type = negotiate([each.type for each in response.content] if response else (), asked.header("accept"))
        if response is not None and response.content and media_type is None:
            return self._refusing.refusal(endpoint, 406, "Không có dạng dữ liệu mà yêu cầu chấp nhận.")
        read = self._requests.read(endpoint, asked, match.values, body)
        if read.flaws and asked.is_held_to_the_document:
            told = "Tham số hoặc nội dung không đúng mô tả."
            return self._refusing.refusal(endpoint, _status(endpoint, read.status), told, read.flaws)
        values = read.values if not read.flaws else self._answering.samples(documented)
        if not read.flaws and self._is_unknown(documented, endpoint, match):
            return self._refusing.refusal(endpoint, 404, "Không có dữ liệu ứng với yêu cầu.")
        return self._good(documented, endpoint, (status, response, media_type), values, asked)

    def _is_unknown(self, documented: DocumentedOperation, endpoint: Endpoint, match: Match) -> bool:
        """Return whether the identifier at the end of the path is none of ours, if the document has such an answer."""
        if not {"404", "4XX"} & endpoint.responses.keys() or not match.values:
            return False
        known = self._answering.known(documented)
        return known is not None and list(match.values.values())[-1] not in known

    def _good(
        self,
        documented: DocumentedOperation,
        endpoint: Endpoint,
        success: tuple[int, Response | None, str | None],
        values: Mapping[tuple[str, str], Any],
        asked: ObservedRequest,
    ) -> Reply:
        status, response, media_type = success
        if response is None:
            return Reply(status)
        headers = self._answering.headers(documented, response)
        media = next((each for each in response.content if each.type == media_type), None)
        if media is None or status in _WITHOUT_BODY:
            return Reply(status, headers)
        try:
            value, more = self._answering.value(documented, media, values, asked)
        except UnknownPosition:
            return self._refusing.refusal(endpoint, _status(endpoint, 400), "Vị trí trang không do nền tảng này cấp.")
        names = {name.lower() for name, _ in more}
        kept = tuple(pair for pair in headers if pair[0].lower() not in names)
        sent_as = concrete(media.type)
        return Reply(status, (*kept, *more), sent_as, self._writing.body(value, sent_as, media.schema))


_OTHER_METHOD: Final = "Phương thức không có trong mô tả."


def _is_alike(endpoint: Endpoint | None) -> bool:
    """Return whether the answer is the same however the caller tells its requests apart."""
    parameters = () if endpoint is None else endpoint.parameters
    return not any(each.place == "header" and identifies(each.name) for each in parameters)


def _status(endpoint: Endpoint, wished: int) -> int:
    """Return the documented one of the statuses that say that a request is wrong, what is wished where none is."""
    if wished not in {400, 422}:
        return wished
    for status in (wished, 400, 422):
        if str(status) in endpoint.responses:
            return status
    return 400
