"""YAML in block style to the same tree as libyaml's events give, line by line, without an event for each scalar.

Most documents consist of few lines that come again and again: each different one is understood once, and equal ones
share their texts. A value in flow style, with a tag and the like is handed to libyaml alone, at the column where it
stands. All else is `Irregular`, and libyaml reads the whole file: anchors, tabs, two documents, keys that are
given twice, and every fault, for which it has the words.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Final

from compliance.loading.errors import Refused
from compliance.loading.limits import MOST_DEFECTS, Limits
from compliance.loading.syntax.lines import Lines
from compliance.loading.syntax.yaml_layout import PartOfLayout, YamlLayout
from compliance.loading.syntax.yaml_line import BLANK, EMPTY, FRESH, LATER, Doubts, Line, scalar, understood
from compliance.loading.syntax.yaml_scalars import plain_scalar
from compliance.model.dataclass import replace
from compliance.model.location import escape
from compliance.model.source import AmbiguousScalar

_START: Final = "---\n"
_OTHER_BREAKS: Final = "\r\x85\u2028\u2029"
_BLOCKS: Final = frozenset({"|", ">"})
_BLOCK: Final = 1 << 16
_FEW: Final = 50
_APART: Final = 1_000
"""How many values libyaml is given one by one, and after how many characters one more: each takes as long as it takes
for a thousand characters at once."""
_Outer = tuple[Any, str, int, list[int]]


class Irregular(Exception):
    """The text has something that only libyaml reads."""


class LineTree:
    """Builds one document. After `build`, `scalars` are those that versions of YAML read differently."""

    def __init__(self, limits: Limits, layout: YamlLayout) -> None:
        self.scalars: list[AmbiguousScalar] = []
        self.scalar_count = 0
        self._limits = limits
        self._layout = layout
        self._text = ""
        self._lines: Lines | None = None
        self._stack: list[_Outer] = []
        self._doubtful = -1
        self._handed = 0

    def build(self, text: str) -> Any:
        """Return the tree of a text of one document; raises `Irregular`."""
        if "\r" in text:  # because a break of two characters is read as one, and no line is longer for it
            text = text.replace("\r\n", "\n")
            self._layout.join_breaks()
        if any(each in text for each in _OTHER_BREAKS):
            raise Irregular
        self._text = text
        root = self._tree(len(_START) if text.startswith(_START) else 0)
        self._layout.end(root)
        return root

    def _tree(self, offset: int) -> Any:  # noqa: C901, PLR0912, PLR0915 - because one call for each line doubles the time
        """Read in one loop, whose state is that of the innermost container: itself, its column, its last key.

        `offset` is that of the line after the one that is read, `begun` that of the last value. The outermost container
        holds the root.
        """
        stack, note, known, most = self._stack, self._layout.note, dict[str, Line](), self._limits.depth
        lines = chain.from_iterable(_blocks(self._text, offset))
        top: list[Any] = [None]
        container: Any = top
        left, is_list, is_open, name, begun = -1, True, True, "", 0
        offsets: list[int] = [0]
        for line in lines:
            said = known.get(line)
            if said is None:
                said = known[line] = _understood(line)
            start = offset
            column, is_item, inner, key, is_bare, value, at, length, special, doubts = said
            offset += length
            if column != left or is_item is not is_list:
                if special == BLANK:
                    continue
                is_deeper = column > left
                if is_deeper and (is_item is None or not is_open):
                    if is_open:
                        begun = start + column
                        offsets[-1] = begun if is_list else offsets[-1]
                    value, offset = self._continued(left, begun, offset, lines, is_item=is_list)
                    container[-1 if is_list else name] = value
                    is_open = False
                    continue
                if is_deeper or (is_open and is_item and column == left):
                    inside: Any = [] if is_item else {}
                    container[-1 if is_list else name] = inside
                    if is_list:
                        offsets[-1] = start + column
                    stack.append((container, name, left, offsets))
                    container, left, is_list, offsets = inside, column, bool(is_item), []
                    if len(stack) > most:
                        raise Irregular
                while column < left or (column == left and is_list and not is_item):
                    note(container, offsets)
                    container, name, left, offsets = stack.pop()
                    is_list = container.__class__ is list
                if column != left or is_item is not is_list:
                    raise Irregular
            offsets.append(start + inner)
            if key is None:
                container.append(value)
            else:
                if is_list:
                    inside = {}
                    container.append(inside)
                    stack.append((container, name, left, offsets))
                    container, left, is_list, offsets = inside, inner, False, [start + inner]
                    if len(stack) > most:
                        raise Irregular
                elif key in container:
                    raise Irregular
                name = key
                container[key] = value
            begun, is_open = start + at, is_bare
            if special is not None:
                if special == LATER:
                    value, offset = self._continued(left, begun, offset, lines, is_item=is_list)
                    container[-1 if is_list else name] = value
                elif special == FRESH:
                    if len(stack) >= most:
                        raise Irregular
                    container[-1 if is_list else name] = EMPTY[value]()
                if doubts is not None:
                    self._note(container, name, doubts, (start + inner, begun), line[at:])
        while stack:
            note(container, offsets)
            container, name, left, offsets = stack.pop()
        if top[0] is None:
            raise Irregular
        return top[0]

    def _continued(self, left: int, begun: int, offset: int, lines: Iterator[str], *, is_item: bool) -> tuple[Any, int]:
        """Read a value from where it begins up to the next line that has something at the column or left of it.

        `offset` is that of the line after the one that was read last; returned with the value is that after the value.
        """
        if not self._stack or begun == self._doubtful:
            raise Irregular
        end = self._end(left, offset - 1)
        for _ in islice(lines, self._text.count("\n", offset - 1, end)):
            pass
        source = self._text[begun : end + 1]
        if source[:1] in _BLOCKS and (block := _block_scalar(source, left)) is not None:
            return block, end + 1
        read = scalar(source)
        if read is None:
            return self._by_libyaml(source, left, begun, is_item=is_item), end + 1
        if read[1] is not None:
            raise Irregular
        return read[0], end + 1

    def _end(self, left: int, end: int) -> int:
        """Return the end of the last line before one that has something at a column or left of it, `end` at least."""
        text, rest = self._text, " " * (left + 1)
        while end < len(text):
            following = text.find("\n", end + 1)
            line = text[end + 1 : following if following >= 0 else len(text)]
            if not line.startswith(rest) and line.strip(" "):
                return end
            end = following if following >= 0 else len(text)
        return end

    def _by_libyaml(self, source: str, left: int, begun: int, *, is_item: bool) -> Any:
        """Return what libyaml makes of a value, which it is given at the same column in a holder at the same column."""
        from compliance.loading.syntax.libyaml import yaml  # noqa: PLC0415 - because many documents need nothing of it
        from compliance.loading.syntax.yaml import YamlTree  # noqa: PLC0415 - the same

        self._handed += 1
        if self._handed > _FEW + begun // _APART:
            raise Irregular
        before = self._text[self._text.rfind("\n", 0, begun) + 1 : begun]
        holder = " " * left + ("-" if is_item else "k:")
        holder = holder.ljust(len(before)) if before.strip(" ") else f"{holder}\n{before}"
        limits = replace(self._limits, depth=self._limits.depth - len(self._stack) + 1)
        reader = YamlTree("", limits, PartOfLayout(self._layout, begun - len(holder)))
        try:
            tree = reader.build(holder + source)
        except (yaml.YAMLError, Refused):
            raise Irregular from None
        value = tree[0 if is_item else "k"]
        if value is None or len(tree) > 1 or reader.defects or reader.scalars or reader.has_anchors:
            raise Irregular
        return value

    def _note(self, container: Any, name: str, doubts: Doubts, offsets: tuple[int, int], following: str) -> None:
        """Note a key and a value that versions of YAML read differently, the last ones of a container.

        `offsets` are theirs, `following` is the value as it is written.
        """
        self._doubtful = offsets[1]
        for kind, offset, is_key in zip(doubts, offsets, (True, False), strict=True):
            self.scalar_count += kind is not None
            if kind is not None and self.scalar_count <= MOST_DEFECTS:
                self._lines = self._lines or Lines(self._text)
                at = (*self._lines.position(offset), self._pointer(container, name))
                written = name if is_key else following.rstrip(" ")
                value = written if is_key else plain_scalar(written)
                self.scalars.append(AmbiguousScalar(kind, *at, written, value, is_key))

    def _pointer(self, container: Any, name: str) -> str:
        """Return the pointer of the last member of a container."""
        steps = [*((outer, key) for outer, key, *_ in self._stack[1:]), (container, name)]
        named = (str(len(each) - 1) if isinstance(each, list) else key for each, key in steps)
        return "".join(f"/{escape(step)}" for step in named)


def _block_scalar(source: str, left: int) -> str | None:
    from compliance.loading.syntax.yaml_block import block_scalar  # noqa: PLC0415 - because many documents have none

    return block_scalar(source, left)


def _understood(line: str) -> Line:
    said = understood(line)
    if said is None:
        raise Irregular
    return said


def _blocks(text: str, offset: int) -> Iterator[list[str]]:
    """Yield the lines from an offset on, some at a time, because all together take as much memory as the text."""
    while (end := text.find("\n", offset + _BLOCK)) >= 0:
        yield text[offset:end].split("\n")
        offset = end + 1
    yield text[offset:].split("\n")
