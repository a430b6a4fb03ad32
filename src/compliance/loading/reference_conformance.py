"""openapi-core as the judge of answers: the reference that the checker's own judge is held to (extra `validation`)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.contract.judge import ALWAYS_POSSIBLE
from compliance.model.answers.deviation import CUT_OFF, Deviation, Part
from compliance.model.dataclass import dataclass
from compliance.model.instances import Undecided
from compliance.model.openapi.document import document_of
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.operation import Operation
from compliance.model.text import Message

_HOST: Final = "https://platform.invalid"
_MOST_TOLD: Final = 20
_VERSION_2: Final = Message.of("openapi-core judges no documents of version 2.0")
_SEVERAL_FILES: Final = Message.of("openapi-core was asked about documents of one file only")


class ReferenceConformance:
    """Holds answers to their documents by openapi-core; raises `ImportError` where it is not installed."""

    def __init__(self) -> None:
        import openapi_core  # noqa: PLC0415 - because few ask for it, and it takes a third of a second

        self._load = openapi_core.OpenAPI.from_dict

    def deviations(self, answered: Answered) -> Iterator[Deviation | Undecided]:
        """Yield the ways in which an answer deviates by openapi-core, or why that cannot be told."""
        operation = answered.operation
        if operation is None:
            return
        files = operation.files
        if files.is_version_2 or len(files.trees) > 1:
            yield Undecided(_VERSION_2 if files.is_version_2 else _SEVERAL_FILES)
        elif answered.is_truncated:
            yield Undecided(CUT_OFF)
        else:
            yield from self._judged(answered, operation, files)

    def _judged(
        self, answered: Answered, operation: Operation, files: DocumentFiles
    ) -> Iterator[Deviation | Undecided]:
        loaded, paths = files.remember("openapi-core", lambda: self._loaded(files))
        request = _Request(operation.method, paths[operation.path])
        response = _Response(answered.status, answered.media_type or "", _headers(answered), answered.body)
        try:
            for error in loaded.iter_response_errors(request, response):
                yield from _told(error, answered)
        except Exception as error:  # noqa: BLE001 - whatever it makes of a document, the other answers are judged
            message = Message.of("openapi-core gave up with {error}", error=type(error).__name__)
            yield Undecided(message)

    def _loaded(self, files: DocumentFiles) -> tuple[Any, Mapping[str, str]]:
        """Return the document as openapi-core has it, each path as one without names, and those by path.

        Which operation is meant was found before.
        """
        from openapi_core import Config  # noqa: PLC0415 - see above

        operations = document_of(files).nodes.operations
        paths = {path: f"/{number}" for number, path in enumerate(dict.fromkeys(each.path for each in operations))}
        items: dict[str, Any] = {}
        for operation in operations:
            items.setdefault(paths[operation.path], {})[operation.method] = operation.node.raw
        tree = {**files.root.mapping, "servers": [{"url": _HOST}], "paths": items}
        return self._load(tree, config=Config(spec_validator_cls=None)), paths


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    host_url: str = _HOST
    content_type: str = ""
    body: bytes | None = None

    @property
    def parameters(self) -> Any:
        from openapi_core.datatypes import RequestParameters  # noqa: PLC0415 - see above

        return RequestParameters()


@dataclass(frozen=True, slots=True)
class _Response:
    status_code: int
    content_type: str
    headers: Any
    data: bytes


def _headers(answered: Answered) -> Any:
    from werkzeug.datastructures import Headers  # noqa: PLC0415 - because openapi-core brings it along

    return Headers(list(answered.headers))


def _told(error: Any, answered: Answered) -> Iterator[Deviation | Undecided]:
    cause = error.__cause__
    match type(error).__name__, type(cause).__name__:
        case "ResponseNotFound", _:
            if answered.status not in ALWAYS_POSSIBLE:
                yield Deviation(Part.STATUS, "status", words={"status": answered.status})
        case "MissingRequiredHeader", _:
            yield Deviation(Part.HEADERS, "missing", words={"header": error.name.lower()})
        case "InvalidHeader" | "HeaderValidationError", _:
            yield Deviation(Part.HEADERS, "schema", words={"header": error.name.lower()})
        case "MissingData", _:
            yield Deviation(Part.BODY, "empty")
        case _, "MediaTypeNotFound":
            yield Deviation(Part.MEDIA_TYPE, "media-type", words={"found": answered.media_type or "-"})
        case _, "InvalidSchemaValue":
            yield from (_fault(each) for each in list(cause.schema_errors)[:_MOST_TOLD])
        case _, "MediaTypeDeserializeError":
            yield Deviation(Part.BODY, "syntax")
        case name, _:
            yield Undecided(Message.of("openapi-core gave up with {error}", error=name))


def _fault(error: Any) -> Deviation:
    """Return what one error of a schema says, without the value."""
    return Deviation(Part.BODY, str(error.validator), tuple(error.absolute_path), {"keyword": str(error.validator)})
