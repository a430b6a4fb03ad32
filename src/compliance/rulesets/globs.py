"""Globs of overrides on paths of files: `*`, `**`, `?`, `[…]`, `{a,b}`; without a slash, on the name alone."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from compliance.model.pattern import late
from compliance.rulesets.regular_expressions import Expression, expression

_PART: Final = late(r"\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]|\{[^{}]*\}|.", re.DOTALL)


def matches(path: str, glob: str) -> bool:
    """Return whether a path, written with slashes, is one that a glob means."""
    if glob.startswith("!"):
        return not matches(path, glob[1:])
    if path.startswith("../") and not glob.startswith("../"):
        return False  # because no `*` stands for a folder above
    name = path if "/" in glob else path.rpartition("/")[2]
    return _compiled(glob.removeprefix("./")).is_in(name)


@lru_cache(maxsize=256)
def _compiled(glob: str) -> Expression:
    return expression(f"^(?:{''.join(_translated(glob))})$")


def _translated(glob: str) -> Iterator[str]:
    for found in _PART.finditer(glob):
        part = found[0]
        match part[0], len(part):
            case "*", 3:
                yield "(?:[^/]*/)*"
            case "*", 2:
                yield ".*"
            case "*", _:
                yield "[^/]*"
            case "?", _:
                yield "[^/]"
            case "[", length if length > 1:
                yield part.replace("[!", "[^", 1)
            case "{", length if length > 1:
                inner = ("".join(_translated(each)) for each in part[1:-1].split(","))
                yield f"(?:{'|'.join(inner)})"
            case _:
                yield re.escape(part)
