"""What a document supplies: the operations that are there for data, and how each gives them."""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.openapi.address_names import names_in
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.paging import answer_of, list_in
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View

_READS: Final = frozenset({"get", "query"})
_FILES: Final = (
    "zip",
    "gzip",
    "csv",
    "ndjson",
    "jsonl",
    "x-ndjson",
    "octet-stream",
    "parquet",
    "excel",
    "sheet",
    "x-tar",
)
_ASKING: Final = frozenset({"path", "query", "header", "formData"})


class Supply(View):
    """One operation that is there for data, as far as its document tells how it gives them."""

    __slots__ = ("_facts", "operation")

    def __init__(self, operation: Operation, facts: Facts) -> None:
        super().__init__(operation.files, operation.node)
        self.operation = operation
        self._facts = facts

    @property
    def is_read(self) -> bool:
        """Whether it may be a read: `GET`, or a `POST` that answers 200, as many do to keep names out of addresses."""
        success = self.operation.success
        return self.operation.method in _READS or (
            self.operation.method == "post" and success is not None and str(success.key) in {"200", "2XX"}
        )

    def has(self, code: str) -> bool:
        """Return whether it is marked with a function, or if it has no mark, whether its names speak of it."""
        mark = self.operation.node.text("x-function")
        if mark is not None:
            return self.operation.function == code
        return self._facts.functions[code].words.are_in(self.names())

    def names(self) -> str:
        """Return its address, id and summary in words."""
        node = self.operation.node
        return (
            f"{phrase(self.operation.path)} . {phrase(node.text('operationId') or '')} . {node.text('summary') or ''}"
        )

    def asked_names(self) -> Iterator[str]:
        """Yield the names of its parameters, also of those that only its address holds, and of members of its body."""
        yield from (name for name, _ in names_in(self.operation.path))
        yield from (each.name for each in self.parameters())
        yield from body.members() if (body := self.body()) is not None else ()

    def asked(self, code: str) -> Iterator[Parameter | Schema]:
        """Yield the parameters and members of its body that are asked for a function such as `as-of`."""
        known = self._facts.functions[code].parameters
        yield from (each for each in self.parameters() if phrase(each.name) in known)
        body = self.body()
        if body is not None:
            yield from (member for name, member in body.members().items() if phrase(name) in known)

    def parameters(self) -> Iterator[Parameter]:
        """Yield the parameters in which a caller says what is wanted."""
        return (each for each in self.operation.parameters() if each.place in _ASKING)

    def body(self) -> Schema | None:
        """Return the schema of what is sent, None if nothing is."""
        return answer_of(self.files, body) if (body := self.operation.request_body) is not None else None

    def demands(self, code: str) -> bool:
        """Return whether nobody can call it without saying something that is asked for a function."""
        known = self._facts.functions[code].parameters
        if any(each.is_required and phrase(each.name) in known for each in self.parameters()):
            return True
        body = self.body()
        return body is not None and any(phrase(name) in known for name in body.required())

    @property
    def answer(self) -> Schema | None:
        """The schema of its good answer, of whatever form it is; None if it has none."""
        success = self.operation.success
        if success is None:
            return None
        if (found := answer_of(self.files, success)) is not None:
            return found
        contents = success.get("content")
        stated = (media_type.get("schema") for _, media_type in (contents.members() if contents is not None else ()))
        return next((Schema(self.files, schema) for schema in stated if schema is not None), None)

    @property
    def is_list(self) -> bool:
        """Whether it answers with many records; one record of its own address may hold a list too."""
        answer = self.answer
        if answer is None or answer.items is not None:
            return answer is not None
        return not self.operation.path.rstrip("/").endswith("}") and list_in(answer) is not None

    @property
    def is_file(self) -> bool:
        """Whether it answers with a file that may hold many records."""
        success = self.operation.success
        contents = success.get("content") if success is not None else None
        names = contents.mapping if contents is not None else self.operation.node.strings("produces")
        return any(kind.partition(";")[0].strip().lower().endswith(_FILES) for kind in names)

    @property
    def is_untold(self) -> bool:
        """Whether it answers with data of which the document says nothing, as where one address takes all requests."""
        answer = self.answer
        return answer is None or not (answer.members() or answer.items is not None or answer.types() - {"object"})


def supplies(document: Document, facts: Facts) -> tuple[Supply, ...]:
    """Return the operations of a document that are there for data."""
    words = facts.operation_words
    return document.files.remember(
        "supplies",
        lambda: tuple(Supply(each, facts) for each in document.nodes.operations if each.serves_data(words)),
    )
