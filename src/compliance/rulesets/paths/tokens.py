"""The words of a script: names, values, signs and regular expressions."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.rulesets.errors import PathError
from compliance.rulesets.regular_expressions import expression

_WORDS: Final = late(
    r"""(?P<number>0[xX][0-9a-fA-F]+ | \d+(?:\.\d+)?(?:[eE][+-]?\d+)? | \.\d+)
    | (?P<text>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `(?:[^`\\$]|\\.)*`)
    | (?P<name>@?[A-Za-z_$][\w$]* | @)
    | (?P<sign>===|!==|==|!=|<=|>=|&&|\|\||\?\?|\?\.|=>|[-+*/%<>!?:.,()\[\]{}])""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_EXPRESSION: Final = late(r"/((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")
_ESCAPE: Final = late(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_MOST_DIGITS: Final = 20
_ENDS_A_VALUE: Final = frozenset({")", "]", "}"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind (number, text, name, sign, expression, end), its value, and where it begins in the script."""

    kind: str
    value: Any
    at: int


def tokens(script: str) -> Iterator[Token]:
    """Yield the words of a script and its end; raises `PathError` for a sign that begins none."""
    at, before = 0, Token("start", "", 0)
    while at < len(script):
        if script[at].isspace():
            at += 1
            continue
        before, at = _next(script, at, is_expression=script[at] == "/" and not _is_value(before))
        yield before
    yield Token("end", "", at)


def _next(script: str, at: int, *, is_expression: bool) -> tuple[Token, int]:
    """Return the word that begins here, and where it ends."""
    found = (_EXPRESSION if is_expression else _WORDS).match(script, at)
    if found is None:
        raise PathError(Message.of("{found} is not understood in {script}", found=script[at], script=script[:200]))
    if is_expression:
        return Token("expression", expression(found[1], found[2]), at), found.end()
    kind = found.lastgroup or ""
    return Token(kind, _READ.get(kind, str)(found[kind]), at), found.end()


def _number(text: str) -> int | float:
    if text[1:2] in {"x", "X"}:
        return int(text, 16)
    return int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else float(text)


def _is_value(token: Token) -> bool:
    return token.kind in {"number", "text", "name", "expression"} or token.value in _ENDS_A_VALUE


def unescaped(text: str) -> str:
    """Return what stands between quotation marks as it is meant."""
    return _ESCAPE.sub(lambda found: _meant(found[1]), text) if "\\" in text else text


def _meant(escape: str) -> str:
    if len(escape) > 1:
        return chr(int(escape[1:], 16))
    return _ESCAPES.get(escape, escape)


_READ: Final[Mapping[str, Callable[[str], Any]]] = {"number": _number, "text": lambda text: unescaped(text[1:-1])}
