"""What a line of YAML in block style says by itself, and the scalars that need no more than their text."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from re import Match
from sys import intern
from typing import Any, Final

from compliance.loading.syntax.yaml_scalars import BOOLEANS_OF_1_1, MEANINGFUL, difference, plain_scalar
from compliance.model.pattern import late

BLANK: Final = 0
FRESH: Final = 1
LATER: Final = 2
DOUBTFUL: Final = 3
"""What is no mere key or item with a scalar or nothing after it: a line with nothing or a comment, one with an empty
list or mapping, one with a value that takes more than a look at the line, one that versions of YAML read differently.
"""

EMPTY: Final[Mapping[str, Callable[[], Any]]] = {"[]": list, "{}": dict}
"""What is made anew each time, because nobody shares a container."""

Doubts = tuple[str | None, str | None]
"""How versions of YAML read a key and a value differently (see `difference`), None if they do not."""

Line = tuple[int, bool | None, int, str | None, bool, Any, int, int, int | None, Doubts | None]
"""The column at which it begins; whether it is an item, None if it has neither dash nor key; the column of the key or,
without one, of the value; the key; whether nothing follows, so that a container may; the value and its column; the
length with the break; what is special and what is doubtful about it, None if nothing is."""

_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_KEY: Final = late(
    r"""[^-?:,\[\]{}\#&*!|>'"%@`\s][^\s:]*+(?:(?::(?=\S)|[ ]++(?=[^\s:\#]))[^\s:]*+){0,100}|'[^']*'|"[^"\\]*\""""
)
_VALUE: Final = r"""('[\w !-&(-~]*+'|[^\W\d][\w !"$-9;-~]*+(?<!\ ))"""
_COMMON: Final = late(rf"( *+)(- ++)?+(?:([A-Za-z_/][\w/{{}}.$-]*+):(?:\ ++{_VALUE})?+|{_VALUE})")
"""An item or a key with a text or nothing, as most lines are. The text has no `#` and no colon, or is in quotes."""
_LONGEST_WORD: Final = len("false")
_QUOTED_KEY: Final = late(r"""('[^']*'|"[^"\\]*"):(?: +(.*))?""")
_SINGLE: Final = late(r"'[^']*(?:''[^']*)*'")
_DOUBLE: Final = late(
    r"""(?x) "[^"\\]*+ (?:\\(?:[0abtnvfre\ "/\\N_LP\n]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}
    |U000(?:0(?![Dd][89A-Fa-f])|[1-9A-Fa-f])[0-9A-Fa-f]{4})[^"\\]*+)* \""""
)
_ESCAPED: Final = late(r"\\\n[ \n]*|\\(?:x(.{2})|u(.{4})|U(.{8})|(.))| *\n[ \n]*")
_ESCAPES: Final = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
_BREAKS: Final = late(r" *\n[ \n]*")
_SPACES: Final = str.maketrans("\t\xa0", "  ")
_OUTSIDE: Final = ("---", "...", "%")
_MERGE: Final = "<<"
_LONGEST_KEY: Final = 1000


def understood(line: str) -> Line | None:
    """Return what a line says, None if it says nothing that can be understood without libyaml."""
    found = _COMMON.fullmatch(line)
    said = None if found is None else _common(found)
    return said or _looked_into(line)


def _common(found: Match[str]) -> Line | None:
    """Return what a common line says, None if its key or text may be more than a text in some version of YAML."""
    indent, dash, written, value, alone = found.groups()
    key, inner, at = None, found.start(3), found.start(4)
    if written is None:
        value, inner, at = alone, found.start(5), found.start(5)
    elif written in BOOLEANS_OF_1_1 or len(written) > _LONGEST_KEY:
        return None
    else:
        key = intern(written)
    is_open = value is None
    if is_open:
        at = found.end()
    elif value[0] == "'":
        value = value[1:-1]
    elif value[0] in MEANINGFUL and len(value) <= _LONGEST_WORD:
        return None
    is_item = True if dash else None if key is None else False
    return len(indent), is_item, inner, key, is_open, value, at, found.end() + 1, None, None


def _looked_into(line: str) -> Line | None:
    inside = line.lstrip(" ")
    length, column = len(line), len(line) - len(inside)
    is_item = inside[:2] in ("- ", "-")
    if is_item:
        inside = inside[1:].lstrip(" ")
    said, rest = _parted(inside)
    key, doubt = said or (None, None)
    before = length - len(rest)
    if key == _MERGE or rest[:1] == "\t" or not line[:before].isprintable() or line.startswith(_OUTSIDE):
        return None
    is_open = rest[:1] in ("", "#")
    if is_open and not rest.translate(_SPACES).isprintable():
        return None
    special, value, doubted = (None, None, None) if is_open else _following(rest)
    at = column + 1 if is_open and key is None else before
    if is_open and key is None and not is_item:
        special = BLANK
    doubts = None if doubt is None is doubted else (doubt, doubted)
    if doubts is not None and special is None:
        special = DOUBTFUL
    inner = at if key is None else length - len(inside)
    return (
        column,
        is_item or (None if key is None else False),
        inner,
        key,
        is_open,
        value,
        at,
        length + 1,
        special,
        doubts,
    )


def _parted(text: str) -> tuple[tuple[str, str | None] | None, str]:
    """Return the key that a text begins with and its doubt, None if it begins with none, and what follows it."""
    written, colon, rest = text.partition(": ")
    if not colon and text[-1:] == ":":
        written, colon = text[:-1], ":"
    if colon and (key := _key(written)) is not None:
        return key, rest.lstrip(" ")
    quoted = _QUOTED_KEY.fullmatch(text) if text[:1] in ("'", '"') else None
    return (None, text) if quoted is None else (_key(quoted[1]), quoted[2] or "")


@lru_cache(maxsize=4096)
def _key(written: str) -> tuple[str, str | None] | None:
    """Return a key, and how versions of YAML read it differently; it is text whatever it looks like."""
    if len(written) > _LONGEST_KEY or _KEY.fullmatch(written) is None:
        return None
    if written[0] in "'\"":
        return intern(written[1:-1]), None
    return intern(written), difference(written, plain_scalar(written))


def _following(text: str) -> tuple[int | None, Any, str | None]:
    """Return what is special about what follows, its value, and how versions of YAML read it differently."""
    found = scalar(text)
    if found is not None:
        return None, *found
    text = text.rstrip(" ")
    return (FRESH, text, None) if text in EMPTY else (LATER, None, None)


def scalar(text: str) -> tuple[Any, str | None] | None:
    """Return the value of a scalar of one or more lines and how versions of YAML read it differently.

    None if it is none, or one of a style that is better left to libyaml. Lines are folded as YAML 1.2 says in section
    6.5: a single break is a space, of more than one the first is dropped, and so are spaces around them.
    """
    text = text.rstrip(" \n")
    flat = text.replace("\n", " ")
    if not flat.isprintable():
        return None
    first = text[0]
    if first == "'":
        return None if _SINGLE.fullmatch(text) is None else (_folded(text)[1:-1].replace("''", "'"), None)
    if first == '"':
        return None if _DOUBLE.fullmatch(text) is None else (_unescaped(text[1:-1]), None)
    if first in _INDICATORS and (first not in "-?:" or flat[1:2] in ("", " ")):
        return None
    if ": " in flat or " #" in flat or flat[-1] == ":":
        return None
    text = _folded(text)
    if first not in MEANINGFUL:
        return text, None
    value = plain_scalar(text)
    return value, difference(text, value)


def _folded(text: str) -> str:
    return _BREAKS.sub(lambda found: "\n" * (found[0].count("\n") - 1) or " ", text) if "\n" in text else text


def _unescaped(text: str) -> str:
    """Return the text between double quotes: folded as any, but for breaks that are escaped, which are not there."""
    return _ESCAPED.sub(_meant, text) if "\\" in text or "\n" in text else text


def _meant(found: Match[str]) -> str:
    if (code := found[1] or found[2] or found[3]) is not None:
        return chr(int(code, 16))
    if found[4] is not None:
        return _ESCAPES.get(found[4], found[4])
    return "\n" * (found[0].count("\n") - 1) or ("" if found[0][0] == "\\" else " ")
