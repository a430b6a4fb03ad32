"""Two documents to all that changed between them."""

from collections.abc import Iterator
from datetime import date

from compliance.model.changes.calls import address_of, calls_of, paired
from compliance.model.changes.change import OF_OPERATIONS, OF_SECURITY, Changes, Part, Said, Uncompared, gathered
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.effort import Effort
from compliance.model.changes.exchange import Exchange
from compliance.model.changes.operations import Operations
from compliance.model.changes.pair import DocumentPair, OperationPair, SecurityPair
from compliance.model.changes.schemas import SchemaComparison
from compliance.model.changes.security import demands
from compliance.model.dataclass import replace
from compliance.model.openapi.document import Document
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.text import Message


def compare(older: Document, newer: Document, day: date | None = None) -> Changes:
    """Return what changed, as seen on a day. Nothing is claimed of what one of the documents does not show."""
    return gathered(_Comparison(older, newer, day).run())


class _Comparison:
    def __init__(self, older: Document, newer: Document, day: date | None) -> None:
        self._older = older
        self._newer = newer
        self._day = day
        self._schemas = SchemaComparison(older.files, newer.files, Effort(older, newer))

    def run(self) -> Iterator[Said]:
        yield from changes_in(
            DocumentPair("", Part.OPERATION, "", self._older.at, self._newer.at, self._older, self._newer)
        )
        older, newer = Operations(self._older), Operations(self._newer)
        for operation in older.all:
            found = newer.like(operation, older.base)
            if found is not None:
                yield from self._operation(operation, found)
            elif _may_hide_operations(self._newer):
                message = Message.of("a part of the newer version cannot be seen, so an operation may stand there")
                yield Uncompared(self._newer.at, message, OF_OPERATIONS)
            else:
                yield from changes_in(self._pair(operation, None))
        for operation in newer.all:
            if older.like(operation, newer.base) is None and not _may_hide_operations(self._older):
                yield from changes_in(self._pair(None, operation))
        yield from self._calls()

    def _pair(self, older: Operation | None, newer: Operation | None, *, is_call: bool = False) -> OperationPair:
        name = next(each.name for each in (older, newer) if each is not None)
        places = (older.at if older else self._older.at), (newer.at if newer else self._newer.at)
        return OperationPair(name, Part.OPERATION, name, *places, older, newer, self._day, is_call)

    def _operation(self, one: Operation, other: Operation) -> Iterator[Said]:
        yield from changes_in(self._pair(one, other))
        yield from Exchange(one, other, self._schemas).of_operation()
        yield from self._security(one, other)

    def _calls(self) -> Iterator[Said]:
        """Compare what the platform calls itself: there it sends the request, and others have to answer."""
        older, newer = calls_of(self._older), calls_of(self._newer)
        is_hidden = any(Parameter.__name__ in hole.holds for hole in _holes(self._newer))
        like = paired(older, newer)
        for key, call in older.items():
            if key in like:
                found, addresses = newer[like[key]], (address_of(key), address_of(like[key]))
                yield from changes_in(replace(self._pair(call, found, is_call=True), addresses=addresses))
                yield from Exchange(call, found, self._schemas).of_call()
            elif is_hidden:
                template = "a part of the newer version cannot be seen, so {operation} may stand there"
                message = Message.of(template, operation=call.name)
                yield Uncompared(self._newer.at, message, OF_OPERATIONS, Part.OPERATION)
            else:
                yield from changes_in(self._pair(call, None, is_call=True))
        for key, call in newer.items():
            if key not in like.values():
                yield from changes_in(self._pair(None, call, is_call=True))

    def _security(self, one: Operation, other: Operation) -> Iterator[Said]:
        before, after = demands(one, self._older), demands(other, self._newer)
        if before is None or after is None:
            message = Message.of("the security of {operation} cannot be seen", operation=one.name)
            yield Uncompared(other.at, message, OF_SECURITY, Part.SECURITY)
            return
        at = one.security or one.node
        now = other.security or (other.node if one.node.has("security") else self._newer.root)
        is_open = other.is_open or other.function in {"token", "health"}
        pair = SecurityPair(one.name, Part.SECURITY, "security", at.at, now.at, tuple(before), tuple(after), is_open)
        yield from changes_in(pair)


def _may_hide_operations(document: Document) -> bool:
    return any(Operation.__name__ in hole.holds for hole in _holes(document))


def _holes(document: Document) -> tuple[Hole, ...]:
    return (*document.nodes.dangling, *document.nodes.malformed)
