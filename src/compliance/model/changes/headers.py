"""The headers of an answer, or of a part of a form, in both documents."""

from collections.abc import Iterator

from compliance.model.changes.change import OF_MESSAGES, Part, Said
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.effort import EACH_PAIR, too_large
from compliance.model.changes.operations import described_schema, headers
from compliance.model.changes.pair import HeaderPair
from compliance.model.changes.schemas import SchemaComparison
from compliance.model.changes.serialisation import header_form
from compliance.model.changes.term import Term
from compliance.model.changes.value import Value
from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node


@dataclass(frozen=True, slots=True)
class Headers:
    """What holds headers in both documents: an answer, or what is said of a part of a form.

    `at` are the places to show where a header is on one side only; `owner` is the status, or the name of the part.
    """

    holders: tuple[Node | None, Node | None]
    files: tuple[DocumentFiles, DocumentFiles]
    at: tuple[Node, Node]
    operation: str
    part: Part
    owner: str

    def compare(self, schemas: SchemaComparison) -> Iterator[Said] | None:
        """Return what changed in them, None if one cannot be followed."""
        older, newer = (
            headers(holder, its) if holder is not None else {}
            for holder, its in zip(self.holders, self.files, strict=True)
        )
        return self._changes(older, newer, schemas) if older is not None and newer is not None else None

    def _changes(
        self, older: dict[str, tuple[str, Node]], newer: dict[str, tuple[str, Node]], schemas: SchemaComparison
    ) -> Iterator[Said]:
        if not schemas.effort.spend(EACH_PAIR * len({*older, *newer})):
            yield too_large(self.at[1], OF_MESSAGES, self.part)
            return
        for name in dict.fromkeys((*older, *newer)):
            left, right = older.get(name), newer.get(name)
            written = (left or right or (name,))[0]
            before, after = left[1] if left else None, right[1] if right else None
            yield from self._header(before, after, written, schemas)

    def _header(self, before: Node | None, after: Node | None, name: str, schemas: SchemaComparison) -> Iterator[Said]:
        places = (before or self.at[0]).at, (after or self.at[1]).at
        nodes = before, after
        forms = [
            header_form(node, its) if node is not None else "" for node, its in zip(nodes, self.files, strict=True)
        ]
        yield from changes_in(HeaderPair(self.operation, self.part, name, *places, *nodes, (forms[0], forms[1])))
        if before is None or after is None:
            return
        left, right = described_schema(before, self.files[0]), described_schema(after, self.files[1])
        if left is not None and right is not None:
            value = Value(
                Term((left,)),
                Term((right,)),
                self.part,
                self.operation,
                f"{self.owner} {name}",
                is_text=not after.has("content"),
            )
            yield from schemas.compare(value)
