"""Values that are no objects of their own: what each has to be, and the words that say so."""

import re
from collections.abc import Callable
from functools import lru_cache
from math import inf, isfinite
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from compliance.model.pattern import late
from compliance.model.text import Message

_EMAIL: Final = late(r"[^@\s]+@[^@\s]+")
_NO_ADDRESS: Final = late(r"""[\s<>"\\^`]|%(?![0-9A-Fa-f]{2})|#.*#""")
_ABSOLUTE: Final = late(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST: Final = late(r"[^{}/ :\\]+(?::\d+)?")
_ANCHOR: Final = late(r"[A-Za-z_][-A-Za-z0-9._]*")
_TYPES: Final = frozenset({"null", "boolean", "object", "array", "number", "string", "integer"})
_OTHER_DIALECT: Final = late(r"\\[pPukc]|\(\?<|\[\^?\]|\\x(?![0-9a-fA-F]{2})")
_BROKEN_PATTERN: Final = late("missing \\)|unbalanced paren|unterminated char|nothing to repeat|escape \\(end")
_LONGEST_PATTERN: Final = 1_000

TEXT: Final = Message.of("a text")
OBJECT: Final = Message.of("an object")
LIST: Final = Message.of("a list")
BOOLEAN: Final = Message.of("true or false")
_NUMBER: Final = Message.of("a number")
_NOT_FINITE: Final = Message.of("a number that JSON does not have")
_FOUND: Final = {
    str: TEXT,
    dict: OBJECT,
    list: LIST,
    bool: BOOLEAN,
    int: _NUMBER,
    float: _NUMBER,
    type(None): Message.of("nothing"),
}


def found(value: Any) -> Message:
    """Return in words what kind of value stands somewhere."""
    if isinstance(value, float) and not isfinite(value):
        return _NOT_FINITE
    return _FOUND.get(type(value), TEXT)


class Scalar:
    """A value of some types that passes a test; `expected` says what it is."""

    __slots__ = ("expected", "test", "types", "words")

    def __init__(
        self,
        expected: Message,
        types: tuple[type[Any], ...],
        test: Callable[[Any], bool] | None = None,
        words: str = "",
    ) -> None:
        self.expected = expected
        self.types = frozenset(types)
        self.test = test
        self.words = words

    def accepts(self, value: Any) -> bool:
        """Return whether a value is one of these."""
        return value.__class__ in self.types and (self.test is None or self.test(value))


def one_of(words: str) -> Scalar:
    """Return the scalar that is one of some words, written `a|b`."""
    listed = words.split("|")
    return Scalar(Message.of("one of {words}", words=", ".join(listed)), (str,), frozenset(listed).__contains__, words)


def _is_distinct(value: Any) -> bool:
    return all(isinstance(item, str) for item in value) and len(set(value)) == len(value)


def _is_types(value: Any) -> bool:
    listed = [value] if isinstance(value, str) else value
    return bool(listed) and _is_distinct(listed) and _TYPES.issuperset(listed)


@lru_cache(maxsize=4096)
def _is_pattern(value: str) -> bool:
    """Return False only for what is no regular expression in any dialect."""
    if len(value) > _LONGEST_PATTERN or _OTHER_DIALECT.search(value):
        return True
    try:
        with catch_warnings():  # because Python warns of brackets in brackets, which may mean more in later versions
            simplefilter("ignore")
            re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        return _BROKEN_PATTERN.search(str(error)) is None
    return True


ANYTHING: Final = Scalar(Message.of("anything"), (str, dict, list, bool, int, float, type(None)))
SCALARS: Final = {
    "text": Scalar(TEXT, (str,)),
    "any": ANYTHING,
    "map": Scalar(OBJECT, (dict,)),
    "boolean": Scalar(BOOLEAN, (bool,)),
    "number": Scalar(_NUMBER, (int, float), lambda value: -inf < value < inf),
    "count": Scalar(
        Message.of("a whole number from 0 on"), (int, float), lambda value: 0 <= value < inf and value == int(value)
    ),
    "positive": Scalar(Message.of("a number above 0"), (int, float), lambda value: 0 < value < inf),
    "uri": Scalar(Message.of("an address (URI)"), (str,), lambda value: _NO_ADDRESS.search(value) is None),
    "url": Scalar(
        Message.of("an absolute address (URL)"),
        (str,),
        lambda value: _ABSOLUTE.match(value) is not None and _NO_ADDRESS.search(value) is None,
    ),
    "email": Scalar(Message.of("an e-mail address"), (str,), lambda value: _EMAIL.fullmatch(value) is not None),
    "host": Scalar(
        Message.of("a host name, without scheme and path"), (str,), lambda value: _HOST.fullmatch(value) is not None
    ),
    "base": Scalar(Message.of("a path that begins with /"), (str,), lambda value: value.startswith("/")),
    "self": Scalar(
        Message.of("an address (URI) without #"),
        (str,),
        lambda value: "#" not in value and _NO_ADDRESS.search(value) is None,
    ),
    "id": Scalar(
        Message.of("an address (URI) without #"),
        (str,),
        lambda value: "#" not in value.rstrip("#") and _NO_ADDRESS.search(value) is None,
    ),
    "anchor": Scalar(
        Message.of("a name of letters, digits, _, - and ."),
        (str,),
        lambda value: _ANCHOR.fullmatch(value) is not None,
    ),
    "regex": Scalar(Message.of("a regular expression"), (str,), _is_pattern),
    "names": Scalar(
        Message.of("a list of different names, at least one"),
        (list,),
        lambda value: bool(value) and _is_distinct(value),
    ),
    "distinct": Scalar(Message.of("a list of different names"), (list,), _is_distinct),
    "types": Scalar(Message.of("a type of JSON Schema, or a list of different ones"), (str, list), _is_types),
}
