"""Operations with personal data, and what their requests name."""

from collections.abc import Callable, Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.openapi.document import document_of
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema


def is_about_data(operation: Operation, facts: Facts) -> bool:
    """Return whether an operation is there for data, not to give credentials or to tell that the service is up."""
    seems = next((True for phrase in operation.phrases() if phrase in facts.operation_words), False)
    return operation.function not in {"token", "health"} and not seems and operation.method != "options"


def is_for_the_caller(operation: Operation, facts: Facts) -> bool:
    """Return whether an operation gives the caller its own data."""
    return any(tells(step, facts.field_words["own-data"]) for step in operation.path.split("/") if "{" not in step)


LEGAL_BASIS: Final = "x-legal-basis"


@dataclass(frozen=True, slots=True)
class Lack:
    """The operations that lack something, of those that should have it; `is_usual` if most of them lack it."""

    operations: frozenset[int]
    is_usual: bool

    def __contains__(self, operation: Operation) -> bool:
        return id(operation.node.raw) in self.operations


def lack(operation: Operation, key: str, should: Callable[[Operation], bool], has: Callable[[Operation], bool]) -> Lack:
    """Return which operations of the document lack something; looked for once."""

    def looked_for() -> Lack:
        concerned = [each for each in document_of(operation.files).nodes.operations if should(each)]
        found = [id(each.node.raw) for each in concerned if not has(each)]
        return Lack(frozenset(found), is_usual=len(found) * 2 > len(concerned))

    return operation.files.remember(("lack", key), looked_for)


def names_in_request(operation: Operation) -> Iterator[str]:
    """Yield the names of parameters, and of members of the body and of the objects in it."""
    yield from (parameter.name for parameter in operation.parameters())
    for schema in bodies(operation):
        for name, member in schema.members().items():
            yield name
            yield from member.members()


def bodies(operation: Operation) -> Iterator[Schema]:
    """Yield the schemas of the body, one for each media type; in version 2.0 that of the body parameter."""
    files, body = operation.files, operation.node.get("requestBody")
    target = files.follow(body) if body is not None else None
    content = target.get("content") if target is not None else None
    for _, media_type in content.members() if content is not None else ():
        meant = files.follow(media_type)
        if meant is not None and (schema := meant.get("schema")) is not None:
            yield Schema(files, schema)
    listed = operation.node.get("parameters") if files.is_version_2 else None
    for node in listed.items() if listed is not None else ():
        meant = files.follow(node)
        if meant is not None and meant.text("in") == "body" and (schema := meant.get("schema")) is not None:
            yield Schema(files, schema)


def basis_of(operation: Operation) -> str | None:
    """Return the basis that is stated for an operation, for its path or for the whole document."""
    for holder in (operation.node, operation.path_item, operation.files.root):
        stated = holder.mapping.get(LEGAL_BASIS)
        if stated not in (None, "", [], {}):
            return stated if isinstance(stated, str) else str(stated)
    return None
