"""Requests and answers against one operation of a document, with openapi-core (extra `validation`)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._contract.keywords import bounded_patterns
from ndxp_sdk._contract.openapi_document import ORIGIN, Document, Outline
from ndxp_sdk._contract.violations import Side, Undecided, Violation
from ndxp_sdk._http import Pairs
from ndxp_sdk.errors import MissingExtra, NdxpError

if TYPE_CHECKING:
    from openapi_core import OpenAPI

_OCTETS: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class RequestArguments:
    """A request as it is going to be sent. `path` holds the values of the braces."""

    path: Mapping[str, str]
    query: Pairs
    headers: Pairs
    content: bytes | None
    media_type: str | None


class OperationContract:
    """The contract of one operation: what it asks for and promises."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.outline = outline
        self._document = document
        self._made: OpenAPI | None = None

    @property
    def _openapi(self) -> "OpenAPI":
        # because cached_property has a lock in Python 3.11, which would stay held in a forked child
        if self._made is None:
            self._made = self._of_document()
        return self._made

    def _of_document(self) -> "OpenAPI":
        try:
            from openapi_core import Config, OpenAPI  # noqa: PLC0415 - part of an extra
        except ImportError as error:
            raise MissingExtra("contract mode needs openapi-core: pip install 'ndxp-sdk[validation]'") from error
        # because the document is the provider's: what matters is this operation, not whether the rest is flawless
        made = OpenAPI.from_dict(self._document.only(self.outline), config=Config(spec_validator_cls=None))
        bounded_patterns(made.request_validator)
        bounded_patterns(made.response_validator)
        return made

    def request_violations(self, asked: RequestArguments) -> tuple[Violation, ...]:
        """Return where a request differs, before it is sent. Undecided if that cannot be told."""
        return _found("request", lambda: self._openapi.iter_request_errors(self._request(asked)))

    def answer_violations(self, asked: RequestArguments, answer: "_Answer") -> tuple[Violation, ...]:
        """Return where a response differs. Undecided if that cannot be told."""
        return _found("answer", lambda: self._openapi.iter_response_errors(self._request(asked), answer))

    def answer(self, status: int, headers: Pairs, content: bytes) -> "_Answer":
        """Return an answer as openapi-core wants it."""
        from werkzeug.datastructures import Headers  # noqa: PLC0415 - comes with openapi-core

        kind = next((value for name, value in headers if name.lower() == "content-type"), _OCTETS)
        return _Answer(status, kind.lower(), Headers(list(headers)), content)

    def _request(self, asked: RequestArguments) -> "_Request":
        from openapi_core.datatypes import RequestParameters  # noqa: PLC0415 - part of an extra
        from werkzeug.datastructures import Headers, ImmutableMultiDict  # noqa: PLC0415 - comes with it

        given = RequestParameters(ImmutableMultiDict(asked.query), Headers(list(asked.headers)), path=dict(asked.path))
        path = self.outline.path
        for name in asked.path:
            path = path.replace(f"{{{name}}}", "-")  # because the template is known, and values may hold slashes
        return _Request(given, self.outline.method.lower(), path, (asked.media_type or _OCTETS).lower(), asked.content)


@dataclass(slots=True)
class _Request:
    parameters: Any
    method: str
    path: str
    content_type: str
    body: bytes | None
    host_url: str = ORIGIN


@dataclass(frozen=True, slots=True)
class _Answer:
    status_code: int
    content_type: str
    headers: Any
    data: bytes | None = field(repr=False)


def _found(side: Side, errors: Callable[[], Iterator[Exception]]) -> tuple[Violation, ...]:
    """Collect the violations; what the libraries raise is not told, because it may repeat a value."""
    try:
        return tuple(_violations(side, errors()))
    except (NdxpError, Undecided):
        raise
    except RecursionError:
        why = "a value is nested too deeply, or a schema refers to itself"
    except Exception as error:  # noqa: BLE001 - because the document is the provider's, flawless or not
        why = f"a schema of it is broken ({type(error).__name__})"
    raise Undecided(why)


def _violations(side: Side, errors: Iterator[Exception]) -> Iterator[Violation]:
    for error in errors:
        part = _part(error)
        found = [each for each in getattr(error.__cause__, "schema_errors", ()) if hasattr(each, "absolute_path")]
        yield from (
            Violation(
                side, part, str(each.validator), _pointer(each.absolute_path), _pointer(each.absolute_schema_path)
            )
            for each in found
        )
        if not found:
            yield Violation(side, part, _rule(error))


def _part(error: Exception) -> str:
    name = getattr(error, "name", None)
    if isinstance(name, str):
        return f"{getattr(error, 'location', 'header')}/{name}"
    return "status" if type(error).__name__ == "ResponseNotFound" else "body"


def _rule(error: Exception) -> str:
    names = (type(error).__name__, type(error.__cause__).__name__)
    return next((rule for word, rule in _RULES if any(word in name for name in names)), "unreadable")


_RULES: Final = (
    ("ResponseNotFound", "status"),
    ("MediaTypeNotFound", "media-type"),
    ("Missing", "missing"),
    ("Cast", "type"),
)


def _pointer(steps: Any) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
