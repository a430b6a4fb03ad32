"""The parts of a YAML text, from the events of its reader."""

from collections import Counter
from typing import Any, Final

import yaml

from compliance.loading.editing.spans import ALIAS, BLOCK, LIST, OBJECT, Found, Member, Span, found

_Reader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARKS: Final = ("'", '"')


class YamlSpans:
    """The parts of one text that is YAML; raises `yaml.YAMLError` if it is none."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: Counter[str] = Counter()
        self._root = self._read()
        self.quotation = max(_MARKS, key=lambda mark: self._marks[mark])

    def find(self, pointer: str) -> Found | None:
        return found(self, self._root, pointer)

    def members(self, span: Span) -> list[Member]:
        return span.members

    def _read(self) -> Span:
        """Build the parts of the first document; the place of each collection is kept on a stack."""
        next_event = _Reader(self._text).get_event
        root, stack, keys = Span(0, 0), list[Span](), list[Span | None]()
        while (event := next_event()) is not None and not isinstance(event, yaml.DocumentEndEvent):
            if isinstance(event, yaml.CollectionEndEvent):
                _end(stack.pop(), event)
                keys.pop()
                continue
            span = self._span(event)
            if span is None:
                continue
            if not stack:
                root = span
            elif stack[-1].style in {LIST, "-"}:
                stack[-1].members.append(Member("", None, span))
            elif keys[-1] is None:
                keys[-1] = span
                stack[-1].members.append(Member(getattr(event, "value", ""), span, span))
            else:
                stack[-1].members[-1].value = span
                keys[-1] = None
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append(span)
                keys.append(None)
        return root

    def _span(self, event: Any) -> Span | None:
        start, end = (event.start_mark.index, event.end_mark.index) if event.start_mark else (0, 0)
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event, start, end)
            case yaml.MappingStartEvent():
                return Span(end - 1 if event.flow_style else start, end, OBJECT if event.flow_style else BLOCK)
            case yaml.SequenceStartEvent():
                return Span(end - 1 if event.flow_style else start, end, LIST if event.flow_style else "-")
            case yaml.AliasEvent():
                return Span(start, end, ALIAS)
        return None

    def _scalar(self, event: Any, start: int, end: int) -> Span:
        """Return a scalar without the anchor and the tag before it."""
        style = event.style or ""
        if style in _MARKS:
            self._marks[style] += 1
            return Span(self._text.find(style, start, end), end, style)
        if not style and self._text[max(start, end - len(event.value)) : end] == event.value:
            return Span(end - len(event.value), end)
        return Span(start, end, style or ">")


def _end(span: Span, event: Any) -> None:
    """Set the end of a collection: its bracket, or the end of what stands last in it."""
    if span.style in {OBJECT, LIST}:
        span.end = event.end_mark.index
    elif span.members:
        span.end = span.members[-1].value.end
