"""Two documents to all that changed between them."""

from collections.abc import Iterator
from dataclasses import replace

from compliance.model.changes.calls import calls_of
from compliance.model.changes.change import Change, ChangeKind, Changes, Part, Uncompared
from compliance.model.changes.operations import (
    Operations,
    lost_parameters,
    media_type_like,
    parameter_schema,
    parameters,
    response_like,
)
from compliance.model.changes.schemas import SchemaComparison
from compliance.model.changes.security import demands, is_weakened
from compliance.model.changes.values import Pair
from compliance.model.openapi.document import Document
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.messages import ANY, body, responses, schemas
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.text import Message

Said = Change | Uncompared


def compare(older: Document, newer: Document) -> Changes:
    """Return what changed. Nothing is claimed of what one of the documents does not show."""
    said = list(dict.fromkeys(_Comparison(older, newer).run()))
    return Changes(
        tuple(one for one in said if isinstance(one, Change)), tuple(one for one in said if isinstance(one, Uncompared))
    )


class _Comparison:
    def __init__(self, older: Document, newer: Document) -> None:
        self._older = older
        self._newer = newer
        self._schemas = SchemaComparison(older.files, newer.files)

    def run(self) -> Iterator[Said]:
        older, newer = Operations(self._older), Operations(self._newer)
        for operation in older.all:
            found = newer.like(operation, older.base)
            if found is not None:
                yield from self._operation(operation, found)
            elif _may_hide_operations(self._newer):
                message = Message.of("a part of the newer version cannot be seen, so an operation may stand there")
                yield Uncompared(self._newer.at, message)
            else:
                at, now = operation.at, self._newer.at
                yield Change(ChangeKind.OPERATION_REMOVED, Part.OPERATION, operation.name, operation.name, at, now)
        for operation in newer.all:
            if older.like(operation, newer.base) is None and not _may_hide_operations(self._older):
                at, now = self._older.at, operation.at
                yield Change(ChangeKind.OPERATION_ADDED, Part.OPERATION, operation.name, operation.name, at, now)
        yield from self._calls()

    def _calls(self) -> Iterator[Said]:
        """Compare what the platform calls itself: there it sends the request, and others have to answer."""
        older, newer = calls_of(self._older), calls_of(self._newer)
        is_hidden = any(Parameter.__name__ in hole.holds for hole in _holes(self._newer))
        for key, call in older.items():
            found = newer.get(key)
            if found is not None:
                yield from self._call(call, found)
            elif is_hidden:
                template = "a part of the newer version cannot be seen, so {operation} may stand there"
                message = Message.of(template, operation=call.name)
                yield Uncompared(self._newer.at, message, Part.OPERATION)
            else:
                yield Change(
                    ChangeKind.OPERATION_REMOVED, Part.OPERATION, call.name, call.name, call.at, self._newer.at
                )

    def _call(self, one: Operation, other: Operation) -> Iterator[Said]:
        before, after = body(one), body(other)
        if before is not None and after is not None:
            yield from self._contents(one, other, (before, after), Part.RESPONSE, "")
        elif before is not None:
            yield _change(ChangeKind.CONTENT_REMOVED, one, "requestBody", before, other.node, Part.RESPONSE)
        answers = responses(other)
        for status, answer in responses(one).items():
            if status.startswith("2") and (match := response_like(status, answers)) is not None:
                yield from self._contents(one, other, (answer, match), Part.REQUEST, status)

    def _operation(self, one: Operation, other: Operation) -> Iterator[Said]:
        yield from self._parameters(one, other)
        yield from self._body(one, other)
        yield from self._responses(one, other)
        yield from self._security(one, other)

    def _parameters(self, one: Operation, other: Operation) -> Iterator[Said]:
        if lost := [*lost_parameters(one), *lost_parameters(other)]:
            message = Message.of("a parameter of {operation} cannot be seen", operation=one.name)
            yield Uncompared(other.at, message, Part.REQUEST)
        older, newer = parameters(one), parameters(other)
        for key, parameter in older.items():
            match = newer.get(key)
            if match is None:
                if not lost:
                    yield _change(ChangeKind.PARAMETER_REMOVED, one, parameter.name, parameter.node, other.node)
                continue
            if match.is_required and not parameter.is_required:
                yield _change(ChangeKind.BECAME_REQUIRED, one, match.name, parameter.node, match.node)
            before, after = parameter_schema(parameter), parameter_schema(match)
            if before is not None and after is not None:
                yield from self._schemas.compare(
                    Pair((before,), (after,), Part.REQUEST, one.name, "", match.name, is_text=True)
                )
        for key, parameter in newer.items():
            if key not in older and not lost:
                kind = ChangeKind.BECAME_REQUIRED if parameter.is_required else ChangeKind.PARAMETER_ADDED
                yield _change(kind, one, parameter.name, one.node, parameter.node)

    def _body(self, one: Operation, other: Operation) -> Iterator[Said]:
        before, after = body(one), body(other)
        if after is None:
            return
        if _is_demanded(after) and not _is_demanded(before) and not _has_form(one):
            yield _change(ChangeKind.BECAME_REQUIRED, one, "requestBody", before or one.node, after)
        if before is not None:
            yield from self._contents(one, other, (before, after), Part.REQUEST, "")

    def _responses(self, one: Operation, other: Operation) -> Iterator[Said]:
        newer = responses(other)
        for status, before in responses(one).items():
            after = response_like(status, newer)
            if after is not None:
                yield from self._contents(one, other, (before, after), Part.RESPONSE, status)
            elif status.startswith("2") and schemas(before, one, "produces"):
                yield _change(ChangeKind.CONTENT_REMOVED, one, status, before, other.node, Part.RESPONSE)

    def _contents(
        self, one: Operation, other: Operation, holders: tuple[Node, Node], part: Part, status: str
    ) -> Iterator[Said]:
        before, after = holders
        if before.has("$ref") or after.has("$ref"):
            message = Message.of("a request or an answer of {operation} cannot be seen", operation=one.name)
            yield Uncompared(after.at, message, part)
            return
        kind = "produces" if part is Part.RESPONSE else "consumes"
        newer = schemas(after, other, kind)
        for media_type, schema in schemas(before, one, kind).items():
            name = " ".join(word for word in (status, "" if media_type == ANY else media_type) if word)
            found = media_type_like(media_type, newer)
            if found is None and (part is Part.REQUEST or status.startswith("2")):
                yield _change(ChangeKind.CONTENT_REMOVED, one, name, before, after, part)
            elif found is not None and schema is not None:
                yield from self._values(Pair((schema,), (), part, one.name, name), newer[found], after)

    def _values(self, pair: Pair, schema: Node | None, holder: Node) -> Iterator[Said]:
        if schema is None:
            message = Message.of(
                "the newer version of {operation} shows no schema of {name}", operation=pair.operation, name=pair.whole
            )
            yield Uncompared(holder.at, message, pair.part)
        else:
            yield from self._schemas.compare(replace(pair, newer=(schema,)))

    def _security(self, one: Operation, other: Operation) -> Iterator[Said]:
        before, after = demands(one, self._older), demands(other, self._newer)
        if before is None or after is None:
            message = Message.of("the security of {operation} cannot be seen", operation=one.name)
            yield Uncompared(other.at, message, Part.SECURITY)
        elif is_weakened(before, after) and not other.is_open and other.function not in {"token", "health"}:
            at = one.security or one.node
            now = other.security or (other.node if one.node.has("security") else self._newer.root)
            yield _change(ChangeKind.SECURITY_WEAKENED, one, "security", at, now, Part.SECURITY)


def _may_hide_operations(document: Document) -> bool:
    return any(Operation.__name__ in hole.holds for hole in _holes(document))


def _holes(document: Document) -> tuple[Hole, ...]:
    return (*document.nodes.dangling, *document.nodes.malformed)


def _is_demanded(holder: Node | None) -> bool:
    return holder is not None and holder.mapping.get("required") is True


def _has_form(operation: Operation) -> bool:
    return any(parameter.place == "formData" for parameter in operation.parameters())


def _change(
    kind: ChangeKind, operation: Operation, name: str, older: Node, newer: Node, part: Part = Part.REQUEST
) -> Change:
    return Change(kind, part, operation.name, name, older.at, newer.at)
