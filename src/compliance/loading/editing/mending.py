"""Mends of a file made in its text: every other byte stays, and what comes out is read as what was meant."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import Final

import yaml

from compliance.loading.collector import collector_paused
from compliance.loading.editing.json_spans import JsonSpans
from compliance.loading.editing.spans import Spans
from compliance.loading.editing.text_edits import CannotEdit, Editor, TextEdit
from compliance.loading.editing.trees import edited
from compliance.loading.editing.yaml_spans import YamlSpans
from compliance.loading.errors import LoadError
from compliance.loading.syntax.json import JsonLayout
from compliance.loading.syntax.parse import parse
from compliance.model.dataclass import dataclass
from compliance.model.mend import Edit, Mend, Quote

_MOST_TRIED_ALONE: Final = 40


@dataclass(frozen=True, slots=True)
class Mended:
    """The bytes of a file after mends, which of them were made, and the edits of the text, from its beginning."""

    content: bytes
    made: tuple[Mend, ...] = ()
    edits: tuple[TextEdit, ...] = ()


def mended(uri: str, content: bytes, mends: Sequence[Mend]) -> Mended:
    """Make mends in a file; left out are those that overlap others, and those that the text does not allow.

    What comes out is read again: unless it is the tree that was meant, the mends are tried one by one.
    """
    with collector_paused():
        try:
            file = _File(uri, content)
            return file.mended(list(dict.fromkeys(mends)))
        except (LoadError, yaml.YAMLError, UnicodeDecodeError, RecursionError):
            return Mended(content)


class _File:
    def __init__(self, uri: str, content: bytes) -> None:
        self._uri = uri
        self._content = content
        self._text = content.decode("utf-8-sig")
        parsed = parse(uri, content)
        self._tree = parsed.tree
        is_json = isinstance(parsed.source.layout, JsonLayout)
        self._is_readable = parsed.is_readable
        self._editor = Editor(self._text, self._spans(is_json=is_json), is_json=is_json) if parsed.is_readable else None

    def _spans(self, *, is_json: bool) -> Spans:
        return JsonSpans(self._text) if is_json else YamlSpans(self._text)

    def mended(self, mends: Sequence[Mend]) -> Mended:
        if self._editor is None:
            return Mended(self._content)
        whole = self._made(mends)
        if self._is_meant(whole):
            return whole
        alone = [mend for mend in mends[:_MOST_TRIED_ALONE] if self._is_meant(self._made([mend]))]
        together = self._made(alone)
        return together if self._is_meant(together) else self._made(alone[:1])

    def _made(self, mends: Sequence[Mend]) -> Mended:
        """Make each mend whose edits overlap none that is made already; the same edit may belong to several."""
        taken: dict[TextEdit, Edit] = {}
        made: list[Mend] = []
        for mend in mends:
            try:
                wanted = {self._edit(edit): edit for edit in mend.edits}
            except CannotEdit:
                continue
            further = [each for each in wanted if each not in taken]
            if not any(_overlap(each, other) for each in further for other in taken):
                taken |= {each: wanted[each] for each in further}
                made.append(mend)
        return Mended(self._with(sorted(taken)), tuple(made), tuple(sorted(taken)))

    def _edit(self, edit: Edit) -> TextEdit:
        if self._editor is None:
            raise CannotEdit
        return self._editor.edit(edit)

    def _with(self, edits: Sequence[TextEdit]) -> bytes:
        parts, end = [], 0
        for edit in edits:
            parts += [self._text[end : edit.start], edit.text]
            end = edit.end
        mark = BOM_UTF8 if self._content.startswith(BOM_UTF8) else b""
        return mark + "".join((*parts, self._text[end:])).encode()

    def _is_meant(self, result: Mended) -> bool:
        """Return whether the new text is read as the old tree with the edits made in it, and in no other order."""
        if not result.made:
            return True
        edits = {edit: None for mend in result.made for edit in mend.edits}
        try:
            meant = edited(self._tree, [(edit, self._quoted(edit)) for edit in edits])
            found = parse(self._uri, result.content)
        except (LoadError, LookupError, TypeError, ValueError, AttributeError):
            return False
        return found.is_readable and repr(found.tree) == repr(meant)

    def _quoted(self, edit: Edit) -> str:
        return self._edit(edit).text[1:-1] if isinstance(edit, Quote) else ""


def _overlap(one: TextEdit, other: TextEdit) -> bool:
    """Return whether two edits touch the same characters, or would add something at one place in any order."""
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end
