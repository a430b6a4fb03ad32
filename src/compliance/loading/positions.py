"""Line and column of JSON Pointers, found when somebody asks: most pointers are never asked for.

Both count from 1, columns in characters, and point at the key of a member or at the item of a list. A pointer that
leads nowhere has the position of the nearest thing above it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

import yaml

from compliance.loading.syntax.json import line_starts, members, skip_blank
from compliance.loading.syntax.parse import looks_like_json
from compliance.loading.wanted import Position, Wanted
from compliance.loading.yaml_positions import yaml_offsets


def positions(content: bytes, pointers: Iterable[str]) -> Mapping[str, Position]:
    """The position of each pointer in the bytes of a file that could be parsed."""
    asked = set(pointers)
    text = content.decode("utf-8-sig", errors="replace")
    wanted = Wanted.of(asked)
    found: dict[str, Position] = {"": (1, 1)}
    if looks_like_json(text):
        try:
            found |= _lines_and_columns(text, _json_offsets(text, wanted))
        except (StopIteration, ValueError, IndexError):  # flow-style YAML that only begins like JSON
            found |= _lines_and_columns(text, yaml_offsets(text, wanted))
    else:
        try:
            found |= _lines_and_columns(text, yaml_offsets(text, wanted))
        except yaml.YAMLError:
            return dict.fromkeys(asked, (1, 1))
    return {pointer: _nearest(found, pointer) for pointer in asked}


def _nearest(found: Mapping[str, Position], pointer: str) -> Position:
    while pointer not in found:
        pointer = pointer.rpartition("/")[0]
    return found[pointer]


def _json_offsets(text: str, wanted: Wanted) -> dict[str, int]:
    found: dict[str, int] = {}
    stack = [(wanted, skip_blank(text, 0))]
    while stack:
        node, start = stack.pop()
        if not node.children:
            continue
        last = {str(key): (where, value) for key, where, value in members(text, start) if str(key) in node.children}
        for token, (where, value) in last.items():
            child = node.children[token]
            found[child.pointer] = where
            stack.append((child, value))
    return found


def _lines_and_columns(text: str, offsets: Mapping[str, int]) -> dict[str, Position]:
    starts = line_starts(text)
    result: dict[str, Position] = {}
    for pointer, offset in offsets.items():
        line = bisect_right(starts, offset)
        result[pointer] = (line, offset - starts[line - 1] + 1)
    return result
