"""What one operation is sent and answers in both documents: parameters, bodies, answers and their headers."""

from collections.abc import Iterator

from compliance.model.changes.change import OF_MESSAGES, OF_PARAMETERS, Part, Said, Uncompared
from compliance.model.changes.contents import BODY, Contents, unseen
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.effort import EACH_PAIR, too_large
from compliance.model.changes.forms import forms_refused
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.headers import Headers
from compliance.model.changes.links import are_same, links
from compliance.model.changes.operations import (
    answers_like,
    lost_parameters,
    parameter_schema,
    parameters,
    promised_like,
)
from compliance.model.changes.pair import AnswerPair, BodyPair, LinkPair, ParameterPair
from compliance.model.changes.schemas import SchemaComparison
from compliance.model.changes.serialisation import is_list_by_repetition, is_textual
from compliance.model.changes.term import Term
from compliance.model.changes.value import Value
from compliance.model.changes.within import anything
from compliance.model.openapi.messages import as_written, body, responses, schemas
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.text import Message


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
            yield Uncompared(self._other.at, message, OF_PARAMETERS, part)
        is_left = self._schemas.effort.spend(1)
        older, newer = (parameters(each) if is_left else {} for each in (self._one, self._other))
        if not is_left or not self._schemas.effort.spend(EACH_PAIR * len({*older, *newer})):
            yield too_large(self._other.node, OF_PARAMETERS, part)
            return
        for key in older.keys() & newer.keys() if older and newer else ():
            yield from self._parameter(older[key], newer[key], part)
        if lost or self._is_form_in_two_ways():
            return
        gone = {key: found for key, found in older.items() if key not in newer}
        new = {key: found for key, found in newer.items() if key not in older}
        places: dict[str, list[tuple[str, str]]] = {}
        for key in reversed(new):
            places.setdefault(key[1], []).append(key)
        for key, before in gone.items():
            others = [found for found in places.get(key[1], ()) if found in new and "path" not in {found[0], key[0]}]
            yield from changes_in(self._parameter_pair(before, new.pop(others[-1]) if others else None, part))
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
            message = Message.of(template, operation=self._one.name)
            yield Uncompared(self._other.at, message, OF_PARAMETERS | OF_MESSAGES, part)
            return
        if any(node is not None and node.has("$ref") for node in (before, after)):
            yield unseen(self._one, after or self._other.node, part)
            return
        if _has_form(self._one) and _has_form(self._other):
            yield from forms_refused(self._one, self._other, part)
        places = (before or self._one.node).at, (after or self._other.node).at
        yield from changes_in(BodyPair(self._one.name, part, BODY, *places, before, after))
        if before is not None and after is not None:
            required = before.mapping.get("required") is True, after.mapping.get("required") is True
            yield from self._contents(before, after, part, "").compare(required)

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
        return AnswerPair(self._one.name, part, as_written(status), *places, before, after, has_content)

    def _answer(self, before: Node, after: Node, part: Part, status: str) -> Iterator[Said]:
        if before.has("$ref") or after.has("$ref"):
            yield unseen(self._one, after, part)
            return
        if not self._one.files.is_version_2 and self._schemas.is_unchanged(before, after):
            return
        if not self._schemas.effort.spend(1):
            yield too_large(after, OF_MESSAGES, part)
            return
        yield from self._contents(before, after, part, status).compare((True, True))
        yield from self._headers(before, after, part, status)
        yield from self._links(before, after, part)

    def _contents(self, before: Node, after: Node, part: Part, status: str) -> Contents:
        return Contents(self._one, self._other, before, after, part, status, self._schemas)

    def _headers(self, before: Node, after: Node, part: Part, status: str) -> Iterator[Said]:
        holders, files = (before, after), (self._one.files, self._other.files)
        found = Headers(holders, files, holders, self._one.name, part, status).compare(self._schemas)
        yield from [unseen(self._one, after, part)] if found is None else found

    def _links(self, before: Node, after: Node, part: Part) -> Iterator[Said]:
        older, newer = links(before, self._one.files), links(after, self._other.files)
        if older is None or newer is None:
            yield unseen(self._one, after, part)
            return
        if not self._schemas.effort.spend(EACH_PAIR * len({*older, *newer})):
            yield too_large(after, OF_MESSAGES, part)
            return
        for name, left in older.items():
            right = newer.get(name)
            is_same = right is None or are_same(left, right, (self._one.files, self._other.files))
            places = left.at, (right or after).at
            yield from changes_in(LinkPair(self._one.name, part, name, *places, (True, right is not None), is_same))


def _has_form(operation: Operation) -> bool:
    return any(parameter.place == "formData" for parameter in operation.parameters())
