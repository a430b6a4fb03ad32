"""Regular expressions of JavaScript, run by an engine whose time is bounded.

The validator of JSON Schema brings an engine that reads what ECMA-262 and Rust have in common in linear time and steps
back, for what needs it, a limited number of times. What the two write differently is written anew before.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.rulesets.errors import PatternError, TooMuch

_HALF: Final = late("[\ud800-\udfff]")
_LITERAL: Final = late(r"/(.+)/([a-z]*)\Z", re.DOTALL)
_TOKEN: Final = late(r"\\k<([^>]*)>|\\[pPu]\{[^}]*\}|\\.|\(\?<([^=!>][^>]*)>|\[\^?|.", re.DOTALL)
_IN_CLASS: Final = late(r"\\[pPu]\{[^}]*\}|\\.|.", re.DOTALL)
_PROPERTY: Final = late(r"(?<!\\)\\([pP])(?=\{)")
_QUANTIFIER: Final = late(r"\d+(?:,\d*)?\}")
_HARMLESS: Final = frozenset("gyud")
_KEPT: Final = frozenset("ims")
_NO_ESCAPES: Final = frozenset("aeghijklmoqyzACEFGHIJKLMNOQRTUVXYZ_<>")
_MOST_STEPS_BACK: Final = 100_000
_LONGEST: Final = 10_000
_ANY: Final = r"[^\n\r\u2028\u2029]"
_TOO_MUCH: Final = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure"})


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression as it was written, and what finds it in a text."""

    written: str
    validator: Any

    def is_in(self, text: str) -> bool:
        """Return whether the expression matches anywhere in a text; raises `TooMuch`.

        Half of a character, which the engine does not read, counts as any other that is none of those named.
        """
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text
        if self.validator.is_valid(text):
            return True
        error = next(self.validator.iter_errors(text), None)
        if error is not None and type(error.kind).__name__ in _TOO_MUCH:
            template = "the regular expression {pattern} takes too long on a text of the document"
            raise TooMuch(Message.of(template, pattern=self.written[:80]))
        return False


def written_expression(text: str) -> Expression:
    """Return what an option of a function means: `/source/flags`, or the source alone; raises `PatternError`."""
    literal = _LITERAL.match(text)
    return expression(literal[1], literal[2]) if literal else expression(text)


@lru_cache(maxsize=1024)
def expression(source: str, flags: str = "") -> Expression:
    """Return the expression of a source and flags; raises `PatternError`."""
    written = f"/{source}/{flags}"
    unknown = sorted(set(flags) - _HARMLESS - _KEPT)
    if unknown:
        template = "the regular expression {pattern} has the flag {flag}, which is not supported"
        raise PatternError(Message.of(template, pattern=written[:80], flag=unknown[0]))
    if len(source) > _LONGEST:
        template = "a regular expression has {count} signs, at most {limit} are read"
        raise PatternError(Message.of(template, count=len(source), limit=_LONGEST))
    kept = "".join(sorted(set(flags) & _KEPT))
    text = "".join(_translated(source if "u" in flags else _without_properties(source), is_dotall="s" in flags))
    try:
        return Expression(written, _compiled(f"(?{kept}){text}" if kept else text))
    except ValueError as error:
        template = "the regular expression {pattern} is not understood"
        raise PatternError(Message.of(template, pattern=written[:80])) from error


def _compiled(pattern: str) -> Any:
    from jsonschema_rs import Draft202012Validator, FancyRegexOptions  # noqa: PLC0415 - because few runs have a ruleset

    options = FancyRegexOptions(backtrack_limit=_MOST_STEPS_BACK)
    return Draft202012Validator({"pattern": pattern}, pattern_options=options, offline=True)


def _without_properties(source: str) -> str:
    """Return the source as it is read without the flag `u`: `\\p` is a letter, and what follows it is a brace."""
    return _PROPERTY.sub(r"\1", source)


def _translated(source: str, *, is_dotall: bool) -> Iterator[str]:
    """Yield the parts of a source as the engine writes them."""
    names: list[str] = []
    at = 0
    while (found := _TOKEN.match(source, at)) is not None:
        part, at = found[0], found.end()
        if part.startswith("["):
            inner, at = _class(source, at)
            yield _written_class(part, inner)
        elif found[2] is not None:
            names.append(found[2])
            yield "("
        elif part == "(" and not source.startswith("?", at):
            names.append("")
            yield part
        elif found[1] is not None:
            yield f"\\{names.index(found[1]) + 1}" if found[1] in names else "(?!)"
        elif part == "." and not is_dotall:
            yield _ANY
        elif part == "{" and not _QUANTIFIER.match(source, at):
            yield r"\{"
        else:
            yield _escape(part)


def _class(source: str, at: int) -> tuple[list[str], int]:
    """Return the members of a character class, and where the text goes on behind it."""
    inner: list[str] = []
    while (found := _IN_CLASS.match(source, at)) is not None:
        at = found.end()
        if found[0] == "]":
            return inner, at
        inner.append(found[0])
    raise PatternError(Message.of("the regular expression {pattern} is not understood", pattern=source[:80]))


def _written_class(opening: str, inner: list[str]) -> str:
    if not inner:
        return r"[\s\S]" if opening == "[^" else "(?!)"
    return opening + "".join(_members(inner)) + "]"


def _members(inner: list[str]) -> Iterator[str]:
    """Yield the members; what means something in classes of the engine alone is escaped, as is a hyphen by itself."""
    for index, member in enumerate(inner):
        if member in {"[", "&", "~"}:
            yield f"\\{member}"
        elif member == "-" and (index in {0, len(inner) - 1} or _is_set(inner[index - 1]) or _is_set(inner[index + 1])):
            yield r"\-"
        elif member == r"\b":
            yield r"\x08"
        else:
            yield _escape(member)


def _is_set(member: str) -> bool:
    return member in {r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", "-"}


def _escape(part: str) -> str:
    if part == r"\0":
        return r"\x00"
    if len(part) == 2 and part[0] == "\\" and part[1] in _NO_ESCAPES:
        return re.escape(part[1])
    return part
