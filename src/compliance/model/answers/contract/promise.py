"""What a document promises of the answers of an operation, prepared once for each of them."""

from collections import Counter
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.instances import Holder, Instances
from compliance.model.lazy import lazy_property
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.messages import ANY, body, is_json, responses, schemas
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema

# OpenAPI 3.1, 4.8.17.1: a definition of this header shall be ignored
_IGNORED: Final = frozenset({"content-type"})
_OF_BYTES: Final = frozenset({"contentMediaType", "contentEncoding"})
_MOST_KNOWN: Final = 100
_UNKNOWN: Final[Any] = object()


def promise_of(operation: Operation) -> "Promise":
    """Return the promise of an operation, made once."""
    return operation.once("promise", lambda: Promise(operation))


class PromisedBody:
    """The body of an answer in one media type; `schema` is None if nothing is said of it."""

    def __init__(self, media_type: str, schema: Schema | None) -> None:
        self.media_type = media_type
        self.schema = schema
        self._prepared: tuple[Instances | None, Holder | None] = None, None

    def holder(self, instances: Instances) -> Holder | None:
        """Return what holds values against the schema, kept for the next answer; None if it asks for nothing."""
        known, holder = self._prepared
        if known is not instances:
            is_silent = self.schema is None or self.schema.node.raw in ({}, True)
            holder = None if self.schema is None or is_silent else instances.of_answers(self.schema)
            self._prepared = instances, holder
        return holder

    @lazy_property
    def takes_text(self) -> bool:
        """Whether the value is a text."""
        types = self.schema.types() if self.schema is not None else frozenset()
        return types <= {"string", "null"} and "string" in types

    @lazy_property
    def is_binary(self) -> bool:
        """Whether the schema only says that there are bytes, as each version of OpenAPI says it."""
        raw = self.schema.node.mapping if self.schema is not None else {}
        return self.takes_text and (raw.get("format") in {"binary", "byte"} or not _OF_BYTES.isdisjoint(raw))


@dataclass(frozen=True, slots=True)
class PromisedHeader:
    """A header of an answer by its lower-case name; `schema` is None if nothing is said of its value.

    With `is_json` the value travels as JSON, not in the style of headers.
    """

    name: str
    is_required: bool
    schema: Schema | None
    is_json: bool = False


class Promise:
    """The answers that an operation documents. What stands behind a reference to nowhere is promised, and unknown."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._answers = responses(operation)
        self._known: dict[int, PromisedAnswer | None] = {}

    @lazy_property
    def request(self) -> "PromisedAnswer | None":
        """The bodies of requests, None if none is documented."""
        node = body(self._operation)
        return None if node is None else PromisedAnswer(self._operation, node, "consumes")

    @property
    def is_empty(self) -> bool:
        """Whether it documents no answer at all, so that nothing can be held to it."""
        return not self._answers

    def answer(self, status: int) -> "PromisedAnswer | None":
        """Return what is promised of a status: by its number, its range or as `default`; None if nothing is."""
        known: PromisedAnswer | None = self._known.get(status, _UNKNOWN)
        if known is _UNKNOWN:
            named = (str(status), f"{status // 100}XX", "DEFAULT")
            node = next((self._answers[name] for name in named if name in self._answers), None)
            known = self._known[status] = None if node is None else PromisedAnswer(self._operation, node)
        return known


class PromisedAnswer:
    """What is promised of the answers with one status, or of the bodies of requests.

    `kind` is what version 2.0 calls the list of media types that counts.
    """

    def __init__(self, operation: Operation, node: Node, kind: str = "produces") -> None:
        self._operation = operation
        self.node = node
        self._kind = kind
        self._chosen: dict[str, PromisedBody | None] = {}

    @lazy_property
    def is_readable(self) -> bool:
        """Whether it does not stand behind a reference that leads nowhere."""
        return not self.node.has("$ref")

    @lazy_property
    def bodies(self) -> tuple[PromisedBody, ...]:
        """The bodies by media type, none if no body is promised."""
        files, told_apart = self._operation.files, self._told_apart()
        listed = schemas(self.node, self._operation, self._kind)
        return tuple(
            PromisedBody(name, None if name in told_apart else _schema(schema, files))
            for name, schema in listed.items()
        )

    def _told_apart(self) -> frozenset[str]:
        """Return the media types that are promised several times, with parameters: which one is meant is not known."""
        content = self.node.get("content")
        names = Counter(name.partition(";")[0].strip().lower() for name in (content.mapping if content else ()))
        return frozenset(name for name, count in names.items() if count > 1)

    @lazy_property
    def headers(self) -> tuple[PromisedHeader, ...]:
        """The headers, without those that a document cannot define."""
        files = self._operation.files
        listed = self.node.get("headers")
        target = files.meant(listed) if listed is not None else None
        found = ((name.lower(), files.meant(node)) for name, node in (target.members() if target is not None else ()))
        return tuple(_header(name, node, files) for name, node in found if node is not None and name not in _IGNORED)

    def body(self, media_type: str) -> PromisedBody | None:
        """Return the promise for a media type, structured suffixes and parameters aside; None if it is not promised."""
        chosen: PromisedBody | None = self._chosen.get(media_type, _UNKNOWN)
        if chosen is _UNKNOWN:
            ranked = ((_nearness(body.media_type, media_type), body) for body in self.bodies)
            near = [(rank, body) for rank, body in ranked if rank]
            chosen = max(near, key=lambda each: each[0])[1] if near else None
            if len(self._chosen) < _MOST_KNOWN:
                self._chosen[media_type] = chosen
        return chosen


def _header(name: str, node: Node, files: DocumentFiles) -> PromisedHeader:
    # in version 2.0 a header is its own schema
    schema = node if files.is_version_2 else node.get("schema")
    is_required = not files.is_version_2 and node.mapping.get("required") is True
    if is_json := schema is None and node.has("content"):
        schema = _in_json(node, files)
    return PromisedHeader(name, is_required, Schema(files, schema) if schema is not None else None, is_json)


def _in_json(header: Node, files: DocumentFiles) -> Node | None:
    """Return the schema of a header that is written as JSON, None if it is not, or nothing is said of it."""
    content = header.get("content")
    for name, node in content.members() if content is not None else ():
        described = files.meant(node) if is_json(name) else None
        return described.get("schema") if described is not None else None
    return None


def _schema(node: Node | None, files: DocumentFiles) -> Schema | None:
    """Return the schema, None if there is none, or it is that of a file in version 2.0, of which nothing is said."""
    return None if node is None or (files.is_version_2 and node.mapping.get("type") == "file") else Schema(files, node)


def _nearness(promised: str, sent: str) -> int:
    """Return how exactly a promised media type means the one that was sent, 0 if it does not."""
    if promised == sent:
        return 4
    if promised == ANY:
        return 1
    kind, _, subtype = promised.partition("/")
    sent_kind, _, sent_subtype = sent.partition("/")
    if kind != sent_kind:
        return 0
    if subtype == "*":
        return 2
    return 3 if _without_suffix(subtype) == _without_suffix(sent_subtype) else 0


def _without_suffix(subtype: str) -> str:
    """Return what a subtype is written in: `json` of `problem+json` (RFC 6838, section 4.2.8)."""
    return subtype.rpartition("+")[2]
