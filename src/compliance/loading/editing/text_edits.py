"""Edits of the parsed file as edits of its text."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.loading.editing.spans import BLOCK, LIST, OBJECT, Found, Member, Span, Spans
from compliance.loading.editing.writing import Value, written
from compliance.model.dataclass import dataclass
from compliance.model.mend import Edit, Insert, Quote, Remove, Rename, Replace

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_COMMENT: Final = re.compile(r"(?:^|\s)#", re.MULTILINE)
_COLON: Final = re.compile(r" ?: *")


class CannotEdit(Exception):
    """The text is such that an edit would touch more than it is about, as a comment."""


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """What stands from `start` to before `end` becomes `text`; characters count from 0, behind a byte order mark."""

    start: int
    end: int
    text: str


class Editor:
    """Turns edits into those of one text; `is_json` says that its form is JSON."""

    def __init__(self, text: str, spans: Spans, *, is_json: bool) -> None:
        self._text = text
        self._spans = spans
        self._is_json = is_json

    def edit(self, edit: Edit) -> TextEdit:
        """Return the edit of the text; raises `CannotEdit`."""
        found = self._spans.find(edit.at.pointer)
        if found is None:
            raise CannotEdit
        match edit:
            case Quote():
                return self._quote(_key(found) if edit.is_key else found.member.value)
            case Replace():
                return self._write(found.member.value, edit.value)
            case Rename():
                self._refuse_twice(found.holder, edit.name)
                return self._write(_key(found), edit.name)
            case Insert():
                self._refuse_twice(found.member.value, edit.key)
                return self._insert(found.member.value, edit)
            case Remove():
                return self._remove(found)

    def _refuse_twice(self, span: Span | None, name: str) -> None:
        if span is None or any(member.name == name for member in self._spans.members(span)):
            raise CannotEdit

    def _quote(self, span: Span) -> TextEdit:
        bare = self._text[span.start : span.end]
        if span.style or not bare or not bare.isprintable() or not set(bare).isdisjoint("'\"\\"):
            raise CannotEdit
        mark = self._spans.quotation
        return TextEdit(span.start, span.end, f"{mark}{bare}{mark}")

    def _write(self, span: Span, value: Value) -> TextEdit:
        if not span.is_scalar or span.start == span.end:
            raise CannotEdit
        return TextEdit(span.start, span.end, self._scalar(value, span.style if isinstance(value, str) else ""))

    def _scalar(self, value: Value, style: str) -> str:
        return written(value, style, self._spans.quotation, is_json=self._is_json)

    def _insert(self, span: Span, edit: Insert) -> TextEdit:
        members = self._spans.members(span)
        key = self._scalar(edit.key, members[0].key.style if members and members[0].key else "")
        value = self._scalar(edit.value, "")
        if span.style == OBJECT:
            return self._insert_in_brackets(span, members, edit.after, key, value)
        if span.style != BLOCK or not members:
            raise CannotEdit
        return self._insert_line(members, edit.after, f"{key}: {value}")

    def _insert_in_brackets(self, span: Span, members: list[Member], after: str, key: str, value: str) -> TextEdit:
        if not members:
            return TextEdit(span.start + 1, span.start + 1, f"{key}: {value}")
        before = members[_behind(members, after)]
        colon = self._between(_start_of(members[0]).end, members[0].value.start)
        if not _COLON.fullmatch(colon):
            colon = ": "
        where = before.value.end
        return TextEdit(where, where, f"{self._separator(span, members)}{key}{colon}{value}")

    def _separator(self, span: Span, members: list[Member]) -> str:
        """Return what stands between two members, else a comma and what stands before the first."""
        if len(members) > 1:
            between = self._between(members[0].value.end, _start_of(members[1]).start)
        else:
            blank = self._between(span.start + 1, _start_of(members[0]).start)
            between = f",{blank}" if _BREAK.search(blank) else ", "
        return between if between.strip() == "," and between.strip() else ", "

    def _insert_line(self, members: list[Member], after: str, line: str) -> TextEdit:
        first = _start_of(members[0]).start
        indent = first - self._line_start(first)
        before = members[_behind(members, after)].value
        end = self._line_end(before.start + len(self._between(before.start, before.end).rstrip()))
        return TextEdit(end, end, f"{self._line_break(end)}{' ' * indent}{line}")

    def _remove(self, found: Found) -> TextEdit:
        """Return the edit that takes away what is not the first in its list or object."""
        if found.holder is None or not found.number:
            raise CannotEdit
        members = self._spans.members(found.holder)
        if found.holder.style in {OBJECT, LIST}:
            removed = TextEdit(members[found.number - 1].value.end, found.member.value.end, "")
        else:
            removed = self._remove_lines(found)
        if _COMMENT.search(self._between(removed.start, removed.end)):
            raise CannotEdit
        return removed

    def _remove_lines(self, found: Found) -> TextEdit:
        begin = (found.member.key or found.member.value).start
        start = self._line_start(begin)
        if self._between(start, begin).strip() not in {"", "-"}:
            raise CannotEdit
        value = found.member.value
        end = self._line_end(value.start + len(self._between(value.start, value.end).rstrip()))
        after = _BREAK.match(self._text, end)
        if after is None:  # the last line of a file without a break at its end
            before = next(self._breaks_before(start), None)
            return TextEdit(before.start() if before else start, end, "")
        return TextEdit(start, after.end(), "")

    def _breaks_before(self, start: int) -> Iterator[re.Match[str]]:
        for size in (2, 1):
            if found := _BREAK.fullmatch(self._text, max(0, start - size), start):
                yield found

    def _between(self, start: int, end: int) -> str:
        return self._text[start:end]

    def _line_start(self, offset: int) -> int:
        return max(self._text.rfind("\n", 0, offset), self._text.rfind("\r", 0, offset)) + 1

    def _line_end(self, offset: int) -> int:
        found = _BREAK.search(self._text, offset)
        return found.start() if found else len(self._text)

    def _line_break(self, offset: int) -> str:
        found = _BREAK.match(self._text, offset) or _BREAK.search(self._text)
        return found[0] if found else "\n"


def _key(found: Found) -> Span:
    if found.member.key is None:
        raise CannotEdit
    return found.member.key


def _start_of(member: Member) -> Span:
    return member.key or member.value


def _behind(members: list[Member], name: str) -> int:
    return next((number for number, each in enumerate(members) if each.name == name), len(members) - 1)
