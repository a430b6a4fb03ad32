"""YAML text to a tree of dicts, lists and scalars with the places of its members, in one pass over libyaml's events."""

from typing import Any, Final

from compliance.loading.errors import Refused
from compliance.loading.limits import MOST_DEFECTS, Limits
from compliance.loading.syntax.libyaml import Reader, yaml
from compliance.loading.syntax.lines import Lines
from compliance.loading.syntax.yaml_layout import YamlLayout
from compliance.loading.syntax.yaml_scalars import MEANINGFUL, TAGS, difference, plain_scalar, tagged_scalar
from compliance.model.location import Location, escape
from compliance.model.source import AmbiguousScalar, Defect
from compliance.model.text import Message

_MERGE: Final = "<<"
_Outer = tuple[Any, str | None, int, list[int], str | None, int, list[Any], int]


class Unbuildable(yaml.YAMLError):
    """Text that libyaml takes and that is no YAML all the same."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(str(defect.message))
        self.defect = defect


class YamlTree:
    """Builds one document. After `build`, `defects` holds what was wrong and could be read over.

    Raises `yaml.YAMLError` at the first fault of syntax. The stubs know too little of events to be of use: Any.
    """

    def __init__(self, uri: str, limits: Limits, layout: YamlLayout) -> None:
        self.uri = uri
        self.limits = limits
        self.layout = layout
        self.defects: list[Defect] = []
        self.scalars: list[AmbiguousScalar] = []
        self.defect_count = self.scalar_count = 0
        self._text = ""
        self._lines: Lines | None = None
        self._late: dict[int, dict[str | None, int]] = {}
        self._stack: list[_Outer] = []
        self._anchors: dict[str, tuple[Any, int, int]] = {}
        self._common, self._quoted = set[str](), set[int]()

    @property
    def has_anchors(self) -> bool:
        """Whether something can be repeated."""
        return bool(self._anchors)

    def build(self, text: str) -> Any:
        """Return the tree of the first document of the text."""
        self._text = text
        self.layout.end(root := self._tree(text))
        return root

    def _tree(self, text: str) -> Any:  # noqa: C901, PLR0912, PLR0915 - because one call for each event doubles the time
        """Build in one loop, whose state is that of the innermost container: itself, its key, its members' offsets."""
        next_event, stack, anchors, common = Reader(text).get_event, self._stack, self._anchors, self._common
        root: Any = None
        container: Any = None
        key: str | None = None
        offset, count, height, documents = 0, 0, 0, 0
        offsets: list[int] = []
        merged: list[Any] = []
        while (event := next_event()) is not None:
            kind, size = event.__class__, 1
            if kind is yaml.ScalarEvent:
                value: Any = event.value
                if container.__class__ is dict and key is None:
                    key, offset = value, event.start_mark.index
                    if key not in common:
                        self._look_at_key(container, key, event)
                    if key in container or event.anchor is not None:
                        self._check_key(container, key, event, is_merging=bool(merged))
                    continue
                if event.tag is not None:
                    self._check_tag(event)
                    value = tagged_scalar(value, event.tag)
                elif event.implicit[0] and (first := value[:1]) in MEANINGFUL:
                    value = plain_scalar(value)
                    if not (value.__class__ is int and first > "0") and (first <= "9" or len(event.value) <= 3):
                        self._look_at_scalar(value, container, key, event)
                if event.anchor is not None:
                    anchors[event.anchor] = (value, 1, 0)
                if container.__class__ is list:
                    offset = event.start_mark.index
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._check_opening(container, key, event)
                if container.__class__ is list:
                    offset = event.start_mark.index
                stack.append((container, key, offset, offsets, event.anchor, count, merged, height))
                container = {} if kind is yaml.MappingStartEvent else []
                key, offsets, merged, height = None, [], [], 1
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = container
                if self._late:
                    self._correct(container, offsets)
                self.layout.note(container, offsets)
                self._merge(container, merged)
                inner = height
                container, key, offset, offsets, anchor, before, merged, height = stack.pop()
                if anchor is not None:
                    anchors[anchor] = (value, count - before + 1, inner)
                height = max(height, inner + 1)
            elif kind is yaml.AliasEvent:
                value, size, inner = self._repeated(event)
                height = max(height, inner + 1)
                if container.__class__ is dict and key is None:
                    key, offset = self._alias_as_key(container, value, event), event.start_mark.index
                    continue
                if container.__class__ is list:
                    offset = event.start_mark.index
                if count + size > self.limits.values:
                    limit = self.limits.values
                    raise self._refusal("aliases expand it to more than {limit} values", event, limit)
            else:
                documents += kind is yaml.DocumentStartEvent
                if documents > 1:
                    self._defect("the file holds more than one YAML document, one was expected", event)
                    break
                continue
            count += size
            if container.__class__ is list:
                container.append(value)
                offsets.append(offset)
            elif container is None:
                root = value
            elif key == _MERGE and id(container) not in self._quoted and (mergeable := _mergeable(value)):
                merged.extend(mergeable)
                key = None
            else:
                container[key] = value
                if len(container) > len(offsets):
                    offsets.append(offset)
                else:
                    self._late.setdefault(id(container), {})[key] = offset  # because the last one of a key counts
                key = None
        return root

    def _correct(self, container: Any, offsets: list[int]) -> None:
        """Put in the offsets of keys that were given again, all at once: there may be many."""
        late = self._late.pop(id(container), {})
        for number, key in enumerate(container if late else ()):
            offsets[number] = late.get(key, offsets[number])

    def _check_key(self, container: dict[str, Any], key: str, event: Any, *, is_merging: bool) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = (key, 1, 0)
        if key in container and not (key == _MERGE and is_merging):
            self._defect("the key {key} is given twice in one mapping; the last one counts here", event, key=key[:80])

    def _look_at_key(self, container: dict[str, Any], key: str, event: Any) -> None:
        """Note a key that versions of YAML read differently; any other is looked at once, because few are many times.

        Only the quotation marks of a suspect one decide, and these differ from place to place, as they do of `<<`.
        """
        if key == _MERGE:
            (self._quoted.discard if event.implicit[0] else self._quoted.add)(id(container))
        elif difference(key, plain_scalar(key)) is None:
            self._common.add(key)
        elif event.implicit[0]:
            self._look_at_scalar(plain_scalar(key), container, key, event, is_key=True)

    def _look_at_scalar(self, value: Any, container: Any, key: str | None, event: Any, *, is_key: bool = False) -> None:
        """Note a scalar that versions of YAML read differently; `value` is what it was read as."""
        kind = difference(event.value, value)
        if kind is None:
            return
        self.scalar_count += 1
        if self.scalar_count <= MOST_DEFECTS:
            line, column = self.position(event.start_mark)
            step = str(len(container)) if isinstance(container, list) else key or ""
            pointer = f"{self._pointer()}/{escape(step)}" if container is not None else ""
            self.scalars.append(
                AmbiguousScalar(kind, line, column, pointer, event.value, event.value if is_key else value, is_key)
            )

    def _alias_as_key(self, container: dict[str, Any], value: Any, event: Any) -> str:
        if isinstance(value, dict | list):
            raise self._unbuildable("a list or mapping is used as a key; OpenAPI allows only text", event)
        key = str(value)
        if key in container:
            self._defect("the key {key} is given twice in one mapping; the last one counts here", event, key=key[:80])
        return key

    def _check_opening(self, container: Any, key: str | None, event: Any) -> None:
        if len(self._stack) >= self.limits.depth:
            raise self._refusal("nested more than {limit} levels deep", event, self.limits.depth)
        if container.__class__ is dict and key is None:
            raise self._unbuildable("a list or mapping is used as a key; OpenAPI allows only text", event)
        if event.tag is not None:
            self._check_tag(event)

    def _merge(self, container: Any, merged: list[dict[str, Any]]) -> None:
        for origin in merged:
            for key, value in origin.items():
                if key not in container:
                    container[key] = value
                    self.layout.note_merged(container, key, origin)

    def _repeated(self, event: Any) -> tuple[Any, int, int]:
        """Return what an alias repeats, how many values that is, and how deep containers are nested in it."""
        if event.anchor not in self._anchors:
            if any(outer[4] == event.anchor for outer in self._stack):
                raise self._refusal("the alias *{name} stands inside what it repeats", event, 0, name=event.anchor)
            template = "not YAML: the alias *{name} repeats nothing that stands before it"
            raise self._unbuildable(template, event, name=event.anchor[:80])
        repeated = self._anchors[event.anchor]
        if len(self._stack) + repeated[2] > self.limits.depth:
            raise self._refusal("nested more than {limit} levels deep", event, self.limits.depth)
        return repeated

    def _check_tag(self, event: Any) -> None:
        if event.tag not in TAGS:
            self._defect(
                "the tag {tag} asks a reader to build an object; it was read as plain data", event, tag=event.tag
            )

    def _defect(self, template: str, event: Any, **parameters: str) -> None:
        self.defect_count += 1
        if self.defect_count <= MOST_DEFECTS:
            line, column = self.position(event.start_mark)
            self.defects.append(Defect(Message.of(template, **parameters), line, column, self._pointer()))

    def position(self, mark: Any) -> tuple[int, int]:
        """Return line and column of a mark as editors count: to libyaml U+0085 and U+2028 end a line too."""
        if self._lines is None:
            self._lines = Lines(self._text)
        return self._lines.position(mark.index)

    def _refusal(self, template: str, event: Any, limit: int, **parameters: str) -> Refused:
        location = Location(self.uri, "", *self.position(event.start_mark))
        return Refused(location, Message.of(template, **({"limit": limit} if limit else {}), **parameters))

    def _unbuildable(self, template: str, event: Any, **parameters: str) -> Unbuildable:
        return Unbuildable(Defect(Message.of(template, **parameters), *self.position(event.start_mark)))

    def _pointer(self) -> str:
        """Return the pointer of the innermost container: what is outside of each one, and the step into it."""
        steps = (str(len(outer)) if isinstance(outer, list) else key or "" for outer, key, *_ in self._stack[1:])
        return "".join(f"/{escape(step)}" for step in steps)


def _mergeable(value: Any) -> list[dict[str, Any]]:
    """Return what a merge key brings in: one mapping or a list of them, the earlier winning; nothing else merges."""
    values = value if isinstance(value, list) else [value]
    return values if all(isinstance(item, dict) for item in values) else []
