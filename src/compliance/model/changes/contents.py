"""What a body or an answer brings in both documents: its media types, their schemas, and the parts of forms."""

from collections.abc import Collection, Iterator
from typing import Final

from compliance.model.changes.binary import as_bytes
from compliance.model.changes.change import OF_MESSAGES, Part, Said, Uncompared
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.effort import EACH_PAIR, too_large
from compliance.model.changes.forms import encodings, is_form, parts_written
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.headers import Headers
from compliance.model.changes.media_types import media_type_like, media_types, streams, with_parameters, within_range
from compliance.model.changes.pair import MediaTypePair
from compliance.model.changes.schemas import SchemaComparison
from compliance.model.changes.term import Term
from compliance.model.changes.value import Value
from compliance.model.changes.within import anything
from compliance.model.dataclass import dataclass
from compliance.model.openapi.messages import ANY, as_written, listed
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.text import Message

BODY: Final = "requestBody"


@dataclass(frozen=True, slots=True)
class Contents:
    """A body or an answer of one operation in both documents; `status` is empty for a body."""

    one: Operation
    other: Operation
    before: Node
    after: Node
    part: Part
    status: str
    schemas: SchemaComparison

    def compare(self, required: tuple[bool, bool]) -> Iterator[Said]:
        """Yield what changed; `required` says of each side whether it has to be there."""
        # because a body is consumed and an answer produced, whichever way a call goes
        kind = "produces" if self.status else "consumes"
        older, newer = media_types(self.before, self.one, kind), media_types(self.after, self.other, kind)
        if not self.schemas.effort.spend(EACH_PAIR * len({*older, *newer}) + len(older) * len(newer) // 50):
            yield too_large(self.after, OF_MESSAGES, self.part)
            return
        items = streams(self.before, self.one), streams(self.after, self.other)
        matched = {media_type: self._match(media_type, newer) for media_type in older}
        known, is_lost = set(matched.values()), _is_lost(self.after, self.other)
        for media_type, found in matched.items():
            described = (
                as_bytes(media_type, older[media_type], newer[found])
                if found is not None
                else (older[media_type], None)
            )
            stream = items[0].get(media_type), items[1].get(found or "")
            shown = described[0] or stream[0], described[1] or stream[1]
            is_kept = found is not None and not self._is_narrowed(media_type, found)
            yield from self._offer(media_type, shown, is_lost, is_offered=(True, is_kept))
            yield from self._parameters(media_type, newer)
            yield from self._streams(media_type, described, stream) if found is not None else ()
            if found is not None and described[0] is not None and described[1] is not None:
                yield from self._parts((described[0], described[1]), media_type)
                terms = Term((described[0],)), Term((described[1],))
                whole = _named(self.status, media_type)
                said = Value(*terms, self.part, self.one.name, whole, is_required=required, is_form=is_form(media_type))
                yield from self.schemas.compare(said)
        for media_type, schema in newer.items():
            if media_type not in known and media_type_like(media_type, older) is None:
                yield from self._offer(media_type, (None, schema), is_lost, is_offered=(False, True))

    def _streams(
        self, media_type: str, described: tuple[Node | None, Node | None], stream: tuple[Node | None, Node | None]
    ) -> Iterator[Said]:
        """Compare the items of a stream; a side that does not write it as one may write it as a list."""
        if stream == (None, None) or any(not (items or whole) for items, whole in zip(stream, described, strict=True)):
            return
        older, newer = (
            [items] if items is not None else shape_of(Term((whole,)), files).items if whole is not None else []
            for items, whole, files in zip(stream, described, (self.one.files, self.other.files), strict=True)
        )
        sides = Term(tuple(older or [anything(newer[0])])), Term(tuple(newer or [anything(older[0])]))
        name = f"{_named(self.status, media_type)}[]"
        yield from self.schemas.compare(Value(*sides, self.part, self.one.name, name, is_required=(True, True)))

    def _match(self, media_type: str, newer: Collection[str]) -> str | None:
        """Return what the newer document says of a media type, None if nothing."""
        found = media_type_like(media_type, newer)
        if found is None and self.part is Part.RESPONSE:
            found = within_range(media_type, newer)
        return next(with_parameters(media_type, newer), None) if found is None else found

    def _is_narrowed(self, media_type: str, found: str) -> bool:
        """Return whether callers could send anything, and the newer document names what they may send.

        Where version 2 does not say what is consumed, nobody was told that anything is.
        """
        if self.part is not Part.REQUEST or not media_type == ANY != found:
            return False
        return not self.one.files.is_version_2 or ANY in listed(self.one, "consumes")

    def _offer(
        self, media_type: str, described: tuple[Node | None, Node | None], is_lost: bool, is_offered: tuple[bool, bool]
    ) -> Iterator[Said]:
        if is_lost:
            yield unseen(self.one, self.after, self.part)
        elif is_offered[1] or self.status[:1] in {"", "2", "D"}:  # because what an error brings is no promise
            is_described = described[0] is not None, described[1] is not None
            yield from changes_in(self._pair(media_type, is_offered, is_described))

    def _parameters(self, media_type: str, newer: Collection[str]) -> Iterator[Said]:
        """Yield that a media type has parameters now, where all that the newer document says of it has some."""
        asked = list(with_parameters(media_type, newer)) if media_type_like(media_type, newer) is None else []
        if asked and not (self.part is Part.RESPONSE and within_range(media_type, newer)):
            yield from changes_in(self._pair(media_type, (True, True), (True, True), " | ".join(sorted(asked))))

    def _pair(
        self, media_type: str, is_offered: tuple[bool, bool], is_described: tuple[bool, bool], asks_for: str = ""
    ) -> MediaTypePair:
        is_shown = not all(is_offered) and media_type == ANY
        name = " ".join(filter(None, (as_written(self.status), ANY))) if is_shown else _named(self.status, media_type)
        places = self.before.at, self.after.at
        return MediaTypePair(self.one.name, self.part, name, *places, is_offered, is_described, asks_for)

    def _parts(self, schemas: tuple[Node, Node], media_type: str) -> Iterator[Said]:
        """Compare how the parts of a form are written, and the headers that each of them has."""
        if not is_form(media_type):
            return
        files = self.one.files, self.other.files
        yield from parts_written(schemas, files, media_type, self.one.name, self.part)
        older, newer = (encodings(node, its) for node, its in zip(schemas, files, strict=True))
        for name in dict.fromkeys((*older, *newer)):
            holders = older.get(name), newer.get(name)
            found = Headers(holders, files, schemas, self.one.name, self.part, name).compare(self.schemas)
            yield from [unseen(self.one, schemas[1], self.part)] if found is None else found


def unseen(operation: Operation, at: Node, part: Part) -> Uncompared:
    """Return that a request or an answer, or a piece of it, stands behind a reference that leads nowhere."""
    message = Message.of("a request or an answer of {operation} cannot be seen", operation=operation.name)
    return Uncompared(at.at, message, OF_MESSAGES, part)


def _named(status: str, media_type: str) -> str:
    return " ".join(word for word in (as_written(status), "" if media_type == ANY else media_type) if word) or BODY


def _is_lost(holder: Node, operation: Operation) -> bool:
    """Return whether the content of a body or an answer, or a part of it, stands behind a reference to nowhere."""
    content = holder.get("content")
    target = operation.files.meant(content) if content is not None else None
    if content is not None and target is None:
        return True
    return target is not None and any(operation.files.meant(member) is None for _, member in target.members())
