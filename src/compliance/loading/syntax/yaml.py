"""YAML text to a tree of dicts, lists and scalars, in one pass over the events of libyaml."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from compliance.loading.errors import Refused
from compliance.loading.limits import Limits
from compliance.loading.syntax.yaml_scalars import TAGS, plain_scalar, tagged_scalar
from compliance.model.location import Location, Place, escape
from compliance.model.source import Defect
from compliance.model.text import Message

_MERGE: Final = "<<"
MOST_DEFECTS: Final = 100


@dataclass(slots=True)
class _Frame:
    """A list or mapping being filled."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    count: int
    key: str | None = None
    merged: list[Any] = field(default_factory=list)


_Reader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def events(text: str) -> Iterator[Any]:
    """The events of libyaml with their marks (of PyYAML itself where it was built without).

    Raises `yaml.YAMLError` at the first fault of syntax. The stubs know too little of events to be of use: Any.
    """
    parser = _Reader(text)
    while (event := parser.get_event()) is not None:
        yield event


class YamlTree:
    """Builds one document. After `build`, `defects` holds what was wrong and could be read over."""

    def __init__(self, uri: str, limits: Limits) -> None:
        self.uri = uri
        self.limits = limits
        self.defects: list[Defect] = []
        self.defect_count = 0
        self._text = ""
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0
        self._root: Any = None
        self._documents = 0

    def build(self, text: str) -> Any:
        """The tree of the first document of the text."""
        self._text = text
        for event in events(text):
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._open({}, event)
            elif kind is yaml.SequenceStartEvent:
                self._open([], event)
            elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
                self._close()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._defect("the file holds more than one YAML document, one was expected", event)
                    break
        return self._root

    def _scalar(self, event: Any) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and frame.value.__class__ is dict:
            if event.anchor is not None:
                self._anchors[event.anchor] = (event.value, 1)
            self._key(frame, event.value, event)
            return
        value: Any = event.value
        if event.tag is not None:
            self._check_tag(event)
            value = tagged_scalar(value, event.tag)
        elif event.implicit[0]:
            value = plain_scalar(value)
        self._add(value, 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)

    def _key(self, frame: _Frame, key: str, event: Any) -> None:
        if key in frame.value and not (key == _MERGE and frame.merged):
            self._defect("the key {key} is given twice in one mapping; the last one counts here", event, key=key[:80])
        frame.key = key

    def _open(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        if len(self._stack) >= self.limits.depth:
            raise self._refusal("nested more than {limit} levels deep", event, self.limits.depth)
        if self._stack and self._stack[-1].key is None and isinstance(self._stack[-1].value, dict):
            raise self._refusal("a list or mapping is used as a key; OpenAPI allows only text", event, 0)
        if event.tag is not None:
            self._check_tag(event)
        self._stack.append(_Frame(value, event.anchor, self._count))

    def _close(self) -> None:
        frame = self._stack.pop()
        for merged in frame.merged:
            for key, value in merged.items():
                frame.value.setdefault(key, value)  # type: ignore[union-attr]  # only mappings merge
        size = self._count - frame.count + 1
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.value, size)
        self._add(frame.value, 1)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise self._refusal(
                "the alias *{name} stands inside or before what it repeats", event, 0, name=event.anchor
            )
        value, size = self._anchors[event.anchor]
        frame = self._stack[-1]
        if frame.key is None and isinstance(frame.value, dict):
            if isinstance(value, dict | list):
                raise self._refusal("a list or mapping is used as a key; OpenAPI allows only text", event, 0)
            self._key(frame, str(value), event)
            return
        self._add(value, size)
        if self._count > self.limits.values:
            raise self._refusal("aliases expand it to more than {limit} values", event, self.limits.values)

    def _add(self, value: Any, size: int) -> None:
        self._count += size
        if not self._stack:
            self._root = value
            return
        frame = self._stack[-1]
        container = frame.value
        if isinstance(container, list):
            container.append(value)
            return
        key, frame.key = frame.key, None
        if key == _MERGE and (mergeable := _mergeable(value)):
            frame.merged.extend(mergeable)
        else:
            container[key or ""] = value

    def _check_tag(self, event: Any) -> None:
        if event.tag not in TAGS:
            self._defect(
                "the tag {tag} asks a reader to build an object; it was read as plain data", event, tag=event.tag
            )

    def _defect(self, template: str, event: Any, **parameters: str) -> None:
        self.defect_count += 1
        if self.defect_count <= MOST_DEFECTS:
            line, column = self._line_and_column(event)
            self.defects.append(Defect(Message.of(template, **parameters), line, column, self._pointer()))

    def _line_and_column(self, event: Any) -> tuple[int, int]:
        """By line feeds alone, as editors count: to libyaml U+0085 and U+2028 end a line too."""
        index = event.start_mark.index
        return self._text.count("\n", 0, index) + 1, index - self._text.rfind("\n", 0, index)

    def _refusal(self, template: str, event: Any, limit: int, **parameters: str) -> Refused:
        location = Location(self.uri, "", *self._line_and_column(event))
        return Refused(location, Message.of(template, **({"limit": limit} if limit else {}), **parameters))

    def _pointer(self) -> str:
        steps = (
            str(len(frame.value)) if isinstance(frame.value, list) else frame.key or "" for frame in self._stack[:-1]
        )
        return Place(self.uri, "".join(f"/{escape(step)}" for step in steps)).pointer


def _mergeable(value: Any) -> list[dict[str, Any]]:
    """What a merge key brings in: one mapping or a list of them, the earlier winning; nothing else merges."""
    values = value if isinstance(value, list) else [value]
    return values if all(isinstance(item, dict) for item in values) else []
