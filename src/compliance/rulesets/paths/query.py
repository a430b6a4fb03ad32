"""A path of a ruleset, read step by step: plain steps go to the library, what the dialect adds is made here."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from jsonpath import JSONPathEnvironment
from jsonpath.exceptions import JSONPathError
from jsonpath.segments import JSONPathChildSegment, JSONPathSegment
from jsonpath.selectors import JSONPathSelector

from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.rulesets.errors import PathError
from compliance.rulesets.paths.matches import Match
from compliance.rulesets.paths.scripts import script
from compliance.rulesets.paths.segments import Computed, Descent, Filter, Names, Parents
from compliance.rulesets.paths.tokens import unescaped
from compliance.rulesets.regular_expressions import expression

_NAME: Final = late(r"[^.\[\]^~]+")
_PIECES: Final = late(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|/(?:[^/\\\n]|\\.)+/[a-z]*|.""", re.DOTALL)
_MEMBER: Final = late(r"""\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,'"]+)\s*(,|\Z)""", re.DOTALL)
_NUMBERS: Final = late(r"-?\d{1,15}|-?\d{0,15}\s*:\s*-?\d{0,15}(?:\s*:\s*-?\d{0,15})?")
_LONGEST: Final = 10_000


class Query:
    """A path that was understood."""

    __slots__ = ("_segments", "written")

    def __init__(self, written: str, segments: tuple[JSONPathSegment, ...]) -> None:
        self.written = written
        self._segments = segments

    def matches(self, root: Any) -> Iterable[Match]:
        """Return the places that it finds; raises `TooMuch` where a regular expression comes to no end."""
        found: Iterable[Any] = (Match(root, root),)
        for segment in self._segments:
            found = segment.resolve(found)
        return found


@cache
def query(written: str) -> Query:
    """Return the query of a path; raises `PathError` that says what is not understood."""
    text = written.strip()
    if not text.startswith("$") or len(text) > _LONGEST:
        raise PathError(Message.of("the path {path} does not begin with $", path=written[:200]))
    return Query(written, tuple(_segments(text)))


def _segments(path: str) -> Iterator[JSONPathSegment]:
    at = 1
    while at < len(path):
        if path[at] in "^~":
            yield Parents() if path[at] == "^" else Names()
            at += 1
            continue
        is_descent = path.startswith("..", at)
        at += 2 if is_descent else path[at] == "."
        selectors, at = _selectors(path, at)
        yield Descent(selectors) if is_descent else _children(selectors)


def _children(selectors: tuple[JSONPathSelector, ...]) -> JSONPathSegment:
    token: Any = None
    return JSONPathChildSegment(env=_environment(), token=token, selectors=selectors)


def _selectors(path: str, at: int) -> tuple[tuple[JSONPathSelector, ...], int]:
    """Return what one step selects, and where the next begins."""
    if path.startswith("[", at):
        end = _closing(path, at)
        return _bracketed(path[at + 1 : end].strip(), path), end + 1
    name = _NAME.match(path, at)
    if name is None or not name[0].strip() or path[at - 1] != ".":
        raise _not_understood(path[at:] or "…", path)
    if name[0].startswith("@") and name[0].endswith("()"):
        return (Filter(script(name[0])),), name.end()
    return _plain([_member(name[0].strip(), path)], path), name.end()


def _closing(path: str, at: int) -> int:
    """Return where the bracket that opens here is closed; raises `PathError` if it is not."""
    depth = 0
    for found in _PIECES.finditer(path, at):
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    raise _not_understood(path[at:], path)


def _bracketed(inner: str, path: str) -> tuple[JSONPathSelector, ...]:
    if inner.startswith("?"):
        return _filter(inner[1:].strip(), path)
    if inner.startswith("("):
        return (Computed(script(inner)),)
    members = list(_listed(inner, path))
    return _plain(members, path)


def _listed(inner: str, path: str) -> Iterator[str]:
    """Yield the members of a list of names, positions and slices, as RFC 9535 writes them."""
    at = 0
    while True:
        found = _MEMBER.match(inner, at)
        if found is None or not found[1].strip():
            raise _not_understood(inner or "[]", path)
        yield _member(found[1].strip(), path)
        at = found.end()
        if not found[2]:
            return


def _member(text: str, path: str) -> str:
    if text[0] in "'\"":
        return json.dumps(unescaped(text[1:-1]))
    if text == "*" or _NUMBERS.fullmatch(text):
        return text
    if any(sign in text for sign in "?()*\n"):
        raise _not_understood(text, path)
    return json.dumps(text)


def _plain(members: list[str], path: str) -> tuple[JSONPathSelector, ...]:
    return _of_library(f"$[{','.join(members)}]", path)


def _filter(text: str, path: str) -> tuple[JSONPathSelector, ...]:
    """Return a filter: a script, or what RFC 9535 has beyond scripts, such as `count(@.*)`."""
    try:
        return (Filter(script(text)),)
    except PathError:
        try:
            return _of_library(f"$[?{text}]", path)
        except PathError:
            pass
        raise


def _of_library(standard: str, path: str) -> tuple[JSONPathSelector, ...]:
    try:
        (segment,) = _environment().compile(standard).segments  # type: ignore[union-attr]  # because it is no union
    except (JSONPathError, ValueError, RecursionError) as error:
        raise _not_understood(standard[1:], path) from error
    return tuple(segment.selectors)


@cache
def _environment() -> JSONPathEnvironment:
    """Return the environment of the library, whose two functions of regular expressions are bounded like ours."""
    environment = JSONPathEnvironment()
    for name, wrapped in (("match", "^(?:{})$"), ("search", "{}")):
        function: Any = environment.function_extensions[name]
        environment.function_extensions[name] = _bounded(type(function), wrapped)
    return environment


def _bounded(kind: type[Any], wrapped: str) -> Any:
    class Bounded(kind):  # type: ignore[misc]  # because the class is that of the library
        def __call__(self, text: object, pattern: object) -> bool:
            if not isinstance(text, str) or not isinstance(pattern, str):
                return False
            return expression(wrapped.format(pattern)).is_in(text)

    return Bounded()


def _not_understood(found: str, path: str) -> PathError:
    return PathError(Message.of("{found} is not understood in the path {path}", found=found[:80], path=path[:200]))
