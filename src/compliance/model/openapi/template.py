"""Texts with names in braces, such as the segments of paths and the addresses of servers."""

from typing import Final

from compliance.model.pattern import late

_NAMED: Final = late(r"\{[^{}]*\}")

Parts = tuple[str, ...]
"""The fixed texts around the names, in order: `("", "-", ".json")` for `{year}-{number}.json`."""


def parts_of(template: str) -> Parts:
    """Return the fixed texts of a template; one alone if it has no names."""
    return tuple(_NAMED.split(template))


def fits(parts: Parts, text: str) -> bool:
    """Return whether a text is what a template stands for, with at least one sign for each name.

    It takes one pass over the text, whatever that is: no expression is tried again from further on.
    """
    if len(parts) == 1:
        return text == parts[0]
    first, last = parts[0], parts[-1]
    at, end = len(first), len(text) - len(last)
    if at >= end or not text.startswith(first) or not text.endswith(last):
        return False
    for part in parts[1:-1]:
        found = text.find(part, at + 1, end)
        if found < 0:
            return False
        at = found + len(part)
    return at < end
