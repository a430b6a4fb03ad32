"""What one operation is sent and answers in both documents: parameters, bodies, answers and their headers."""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Part, Said, Uncompared
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.forms import forms_refused, parts_written
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.operations import (
    answers_like,
    described_schema,
    headers,
    lost_parameters,
    media_type_like,
    parameter_schema,
    parameters,
    promised_like,
    within_range,
)
from compliance.model.changes.pair import AnswerPair, BodyPair, HeaderPair, MediaTypePair, ParameterPair
from compliance.model.changes.schemas import SchemaComparison
from compliance.model.changes.serialisation import is_list_by_repetition, is_textual
from compliance.model.changes.term import Term
from compliance.model.changes.value import Value
from compliance.model.changes.within import anything
from compliance.model.openapi.messages import ANY, body, responses, schemas
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.text import Message

_BODY: Final = "requestBody"


class Exchange:
    """One operation, or one call that the platform makes, in both documents."""

    def __init__(self, one: Operation, other: Operation, comparison: SchemaComparison) -> None:
        self._one = one
        self._other = other
        self._schemas = comparison

    def of_operation(self) -> Iterator[Said]:
        """Yield what changed for those who call it."""
        yield from self._parameters(Part.REQUEST)
        yield from self._body(Part.REQUEST)
        yield from self._answers(Part.RESPONSE)

    def of_call(self) -> Iterator[Said]:
        """Yield what changed for those whom the platform calls: they receive the request and send the answer."""
        yield from self._parameters(Part.RESPONSE)
        yield from self._body(Part.RESPONSE)
        yield from self._answers(Part.REQUEST)

    def _parameters(self, part: Part) -> Iterator[Said]:
        if lost := [*lost_parameters(self._one), *lost_parameters(self._other)]:
            message = Message.of("a parameter of {operation} cannot be seen", operation=self._one.name)
            yield Uncompared(self._other.at, message, part)
        older, newer = parameters(self._one), parameters(self._other)
        for key in older.keys() & newer.keys() if older and newer else ():
            yield from self._parameter(older[key], newer[key], part)
        if lost or self._is_form_in_two_ways():
            return
        gone = {key: found for key, found in older.items() if key not in newer}
        new = {key: found for key, found in newer.items() if key not in older}
        for key, before in gone.items():
            moved = next((found for found in new if found[1] == key[1] and "path" not in {found[0], key[0]}), None)
            yield from changes_in(self._parameter_pair(before, new.pop(moved) if moved else None, part))
        for after in new.values():
            yield from changes_in(self._parameter_pair(None, after, part))

    def _parameter(self, before: Parameter, after: Parameter, part: Part) -> Iterator[Said]:
        yield from changes_in(self._parameter_pair(before, after, part))
        left, right = parameter_schema(before), parameter_schema(after)
        is_text = is_textual(before) and is_textual(after)
        older, newer = Term((left or anything(before.node),)), Term((right or anything(after.node),))
        if part is Part.REQUEST and is_list_by_repetition(after):
            newer = self._items(older, newer, before, after)
        required = (before.is_required, after.is_required)
        yield from self._schemas.compare(
            Value(older, newer, part, self._one.name, "", after.name, is_required=required, is_text=is_text)
        )

    def _items(self, older: Term, newer: Term, before: Parameter, after: Parameter) -> Term:
        """Return the items of a list where a single value was sent: one value is a list of one."""
        one, other = shape_of(older, before.files), shape_of(newer, after.files)
        is_new = other.kinds == frozenset({"array"}) and one.kinds is not None and "array" not in one.kinds
        may_be_one = "minItems" not in other.limits or other.limits["minItems"].value <= 1
        return Term(tuple(other.items)) if is_new and may_be_one and other.items else newer

    def _parameter_pair(self, before: Parameter | None, after: Parameter | None, part: Part) -> ParameterPair:
        named = after or before
        return ParameterPair(
            operation=self._one.name,
            part=part,
            name=named.name if named is not None else "",
            older_at=(before or self._one).at,
            newer_at=(after or self._other).at,
            older=before,
            newer=after,
        )

    def _is_form_in_two_ways(self) -> bool:
        """Return whether version 2 sends as parameters of a form what version 3 sends as a body."""
        return _has_form(self._one) != _has_form(self._other) and (
            self._one.files.is_version_2 != self._other.files.is_version_2
        )

    def _body(self, part: Part) -> Iterator[Said]:
        before, after = body(self._one), body(self._other)
        if self._is_form_in_two_ways():
            template = "the form of {operation} is written in two versions of OpenAPI, so it was not compared"
            yield Uncompared(self._other.at, Message.of(template, operation=self._one.name), part)
            return
        if any(node is not None and node.has("$ref") for node in (before, after)):
            yield self._unseen(after or self._other.node, part)
            return
        if _has_form(self._one) and _has_form(self._other):
            yield from forms_refused(self._one, self._other, part)
        places = (before or self._one.node).at, (after or self._other.node).at
        yield from changes_in(BodyPair(self._one.name, part, _BODY, *places, before, after))
        if before is not None and after is not None:
            required = before.mapping.get("required") is True, after.mapping.get("required") is True
            yield from self._contents(before, after, part, "", required)

    def _answers(self, part: Part) -> Iterator[Said]:
        older, newer = responses(self._one), responses(self._other)
        for status, before in older.items():
            likes = answers_like(status, older, newer)
            for after in likes:
                yield from self._answer(before, after, part, status)
            if not likes:
                yield from changes_in(self._answer_pair(status, before, None, part))
        for status, after in newer.items():
            promised = promised_like(status, older, newer) if status not in older else None
            if promised is not None:
                yield from self._answer(promised, after, part, status)
            if not any(status in {each, f"{each[:1]}XX"} for each in older) and status not in older:
                yield from changes_in(self._answer_pair(status, None, after, part))

    def _answer_pair(self, status: str, before: Node | None, after: Node | None, part: Part) -> AnswerPair:
        places = (before or self._one.node).at, (after or self._other.node).at
        has_content = before is not None and bool(schemas(before, self._one, "produces"))
        return AnswerPair(self._one.name, part, status, *places, before, after, has_content)

    def _answer(self, before: Node, after: Node, part: Part, status: str) -> Iterator[Said]:
        if before.has("$ref") or after.has("$ref"):
            yield self._unseen(after, part)
            return
        yield from self._contents(before, after, part, status, (True, True))
        yield from self._headers(before, after, part, status)

    def _unseen(self, at: Node, part: Part) -> Uncompared:
        message = Message.of("a request or an answer of {operation} cannot be seen", operation=self._one.name)
        return Uncompared(at.at, message, part)

    def _headers(self, before: Node, after: Node, part: Part, status: str) -> Iterator[Said]:
        older, newer = headers(before, self._one.files), headers(after, self._other.files)
        if older is None or newer is None:
            yield self._unseen(after, part)
            return
        for name in dict.fromkeys((*older, *newer)):
            left, right = older.get(name), newer.get(name)
            written = (left or right or (name, before))[0]
            places = (left[1] if left else before).at, (right[1] if right else after).at
            pair = HeaderPair(
                self._one.name, part, written, *places, left[1] if left else None, right[1] if right else None
            )
            yield from changes_in(pair)
            if left is not None and right is not None:
                yield from self._header(left[1], right[1], part, f"{status} {written}")

    def _header(self, before: Node, after: Node, part: Part, name: str) -> Iterator[Said]:
        left, right = described_schema(before, self._one.files), described_schema(after, self._other.files)
        if left is not None and right is not None:
            terms = Term((left,)), Term((right,))
            yield from self._schemas.compare(
                Value(*terms, part, self._one.name, name, is_text=not after.has("content"))
            )

    def _contents(
        self, before: Node, after: Node, part: Part, status: str, required: tuple[bool, bool]
    ) -> Iterator[Said]:
        # because a body is consumed and an answer produced, whichever way a call goes
        kind = "produces" if status else "consumes"
        older, newer = schemas(before, self._one, kind), schemas(after, self._other, kind)
        matched: set[str] = set()
        for media_type, schema in older.items():
            found = media_type_like(media_type, newer)
            if found is None and part is Part.RESPONSE:
                found = within_range(media_type, newer)
            matched.add(found or "")
            yield from self._media_type(media_type, status, part, (before, after), (schema, newer.get(found or "")))
            if found is not None and schema is not None and (other := newer[found]) is not None:
                files = self._one.files, self._other.files
                yield from parts_written((schema, other), files, media_type, self._one.name, part)
                terms = Term((schema,)), Term((other,))
                whole = _named(status, media_type)
                yield from self._schemas.compare(Value(*terms, part, self._one.name, whole, is_required=required))
        for media_type, schema in newer.items():
            if media_type not in matched and media_type_like(media_type, older) is None:
                yield from self._media_type(media_type, status, part, (before, after), (None, schema), is_new=True)

    def _media_type(
        self,
        media_type: str,
        status: str,
        part: Part,
        holders: tuple[Node, Node],
        found: tuple[Node | None, Node | None],
        *,
        is_new: bool = False,
    ) -> Iterator[Said]:
        newer = schemas(holders[1], self._other, "produces" if status else "consumes")
        is_kept = media_type_like(media_type, newer) is not None
        is_kept |= part is Part.RESPONSE and within_range(media_type, newer) is not None
        is_offered = (not is_new, is_new or is_kept)
        pair = MediaTypePair(
            operation=self._one.name,
            part=part,
            name=_named(status, media_type),
            older_at=holders[0].at,
            newer_at=holders[1].at,
            is_offered=is_offered,
            is_described=(found[0] is not None, found[1] is not None),
        )
        if _is_lost(holders[1], self._other):
            yield self._unseen(holders[1], part)
        elif is_offered[1] or status[:1] in {"", "2", "D"}:  # because what an error brings is no promise
            yield from changes_in(pair)


def _named(status: str, media_type: str) -> str:
    return " ".join(word for word in (status, "" if media_type == ANY else media_type) if word) or _BODY


def _has_form(operation: Operation) -> bool:
    return any(parameter.place == "formData" for parameter in operation.parameters())


def _is_lost(holder: Node, operation: Operation) -> bool:
    """Return whether the content of a body or an answer, or a part of it, stands behind a reference to nowhere."""
    content = holder.get("content")
    target = operation.files.meant(content) if content is not None else None
    if content is not None and target is None:
        return True
    return target is not None and any(operation.files.meant(member) is None for _, member in target.members())
