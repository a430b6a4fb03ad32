"""What a document supplies: the operations that are there for data, and how each gives them."""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.paging import answer_in_json, holds_a_list
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View
from compliance.model.words import Words

_READS: Final = frozenset({"get", "query"})
_FILES: Final = ("zip", "gzip", "csv", "ndjson", "jsonl", "octet-stream", "parquet", "excel", "sheet", "x-tar")
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
        if self.operation.node.text("x-function") is not None:
            return self.operation.function == code
        return self._facts.functions[code].words.are_in(self._names())

    def _names(self) -> str:
        """Return its address, id and summary in words."""
        node = self.operation.node
        return (
            f"{phrase(self.operation.path)} . {phrase(node.text('operationId') or '')} . {node.text('summary') or ''}"
        )

    def asked(self, code: str) -> tuple[Parameter | Schema, ...]:
        """Return the parameters and members of its body that are asked for a function such as `as-of`."""
        return self.operation.once(("asked", code), lambda: tuple(self._asked(self._facts.functions[code].parameters)))

    def _asked(self, known: Words) -> Iterator[Parameter | Schema]:
        yield from (each for each in self._parameters() if phrase(each.name) in known)
        body = self.body()
        if body is not None:
            yield from (member for name, member in body.members().items() if phrase(name) in known)

    def demands(self, code: str) -> bool:
        """Return whether nobody can call it without saying something that is asked for a function."""
        known = self._facts.functions[code].parameters
        return self.operation.once(("demands", code), lambda: any(phrase(name) in known for name in self._required()))

    @property
    def demands_anything(self) -> bool:
        """Whether nobody can call it without a parameter or a body."""
        is_required = self.operation.once("required", lambda: any(each.is_required for each in self._parameters()))
        return is_required or "{" in self.operation.path or self.body() is not None

    def asked_names(self) -> Iterator[str]:
        """Yield the names of its parameters and of the members of its body."""
        yield from (each.name for each in self._parameters())
        body = self.body()
        yield from body.members() if body is not None else ()

    def _required(self) -> Iterator[str]:
        yield from (each.name for each in self._parameters() if each.is_required)
        body = self.body()
        yield from body.required() if body is not None else ()

    def _parameters(self) -> Iterator[Parameter]:
        """Yield the parameters in which a caller says what is wanted."""
        return (each for each in self.operation.parameters() if each.place in _ASKING)

    def body(self) -> Schema | None:
        """Return the schema of what is sent, None if nothing is."""
        return self.operation.once("body", lambda: _schema_in(self, self.operation.request_body))

    @property
    def answer(self) -> Schema | None:
        """The schema of its good answer, of whatever form it is; None if it has none."""
        return self.operation.once("answer", lambda: _schema_in(self, self.operation.success))

    @property
    def is_list(self) -> bool:
        """Whether it answers with many records; one record of its own address may hold a list too."""
        answer = self.answer
        if answer is None or self._is_array(answer):
            return answer is not None
        is_of_one = self.operation.path.rstrip("/").endswith("}")
        return not is_of_one and self.operation.once("holds a list", lambda: holds_a_list(answer))

    def _is_array(self, answer: Schema) -> bool:
        return self.operation.once("is an array", lambda: answer.items is not None)

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
        return answer is None or self.operation.once("untold", lambda: _is_bare(answer))


def _is_bare(answer: Schema) -> bool:
    return not (answer.members() or answer.items is not None or answer.types() - {"object"})


def _schema_in(supply: Supply, holder: Node | None) -> Schema | None:
    """Return the schema that a body or an answer states: of JSON if there is one, else of its first form."""
    if holder is None:
        return None
    if (found := answer_in_json(supply.files, holder)) is not None:
        return found
    contents = holder.get("content")
    stated = (media_type.get("schema") for _, media_type in (contents.members() if contents is not None else ()))
    return next((Schema(supply.files, schema) for schema in stated if schema is not None), None)


def supplies(document: Document, facts: Facts) -> tuple[Supply, ...]:
    """Return the operations of a document that are there for data."""
    words = facts.operation_words
    return document.files.remember(
        "supplies",
        lambda: tuple(Supply(each, facts) for each in document.nodes.operations if each.serves_data(words)),
    )
