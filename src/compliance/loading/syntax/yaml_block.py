"""Block scalars of YAML, literal and folded, by section 8.1 of YAML 1.2."""

from collections.abc import Sequence
from typing import Final

from compliance.model.pattern import late

_HEADER: Final = late(r"([|>])(?:([1-9])([-+]?)|([-+])([1-9]?)|) *(?: #.*)?")
_MAY_STAND_IN_TEXT: Final = str.maketrans("\n\t\xa0", "   ")


def block_scalar(source: str, left: int) -> str | None:
    """Return the text of a block scalar; None if something in it is better left to libyaml.

    `source` begins with its indicator and ends before the next line that has something at the column `left`, which is
    that of the container, or left of it. A tab is text wherever enough spaces stand before it, on the first line too,
    where libyaml refuses it.
    """
    head, _, body = source.partition("\n")
    header = _HEADER.fullmatch(head)
    if header is None or not source.translate(_MAY_STAND_IN_TEXT).isprintable():
        return None
    lines = body.split("\n")
    digit = header[2] or header[5]
    indent = left + int(digit) if digit else _detected(lines, left)
    if indent is None:
        return None
    return _joined(lines, indent, is_folded=header[1] == ">", chomping=header[3] or header[4])


def _detected(lines: Sequence[str], left: int) -> int | None:
    """Return how far the first line with something in it is indented, None if an empty one before it is further."""
    first = next((number for number, line in enumerate(lines) if line.strip(" ")), len(lines))
    longest = max(map(len, lines[:first]), default=0)
    if first == len(lines):
        return max(longest, left + 1)
    indent = len(lines[first]) - len(lines[first].lstrip(" "))
    return indent if left < indent >= longest else None


def _joined(lines: Sequence[str], indent: int, *, is_folded: bool, chomping: str | None) -> str | None:
    """Return the lines without their indentation; None if one has something left of it.

    A folded line goes on behind a space, unless one of the two begins with a blank; every other break stays.
    """
    margin = " " * indent
    parts: list[str] = []
    ended, empty, is_going_on = "", 0, False
    for number, line in enumerate(lines, 1):
        content = line[indent:]
        if line[:indent] != margin[: len(line)]:
            return None
        if not content:
            empty += number < len(lines)
            continue
        is_text = is_folded and content[0] not in " \t"
        if is_text and is_going_on and ended:
            parts.append("\n" * empty or " ")
        else:
            parts.append(ended + "\n" * empty)
        parts.append(content)
        ended, empty, is_going_on = "\n" if number < len(lines) else "", 0, is_text
    if chomping == "-":
        return "".join(parts)
    return "".join((*parts, ended, "\n" * empty if chomping == "+" else ""))
