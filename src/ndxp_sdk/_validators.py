"""Check what is given as a setting or an argument, and say why it does not fit.

No message repeats a value, because any may be a secret; only a number in the place of a number is shown.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import InvalidConfiguration, UsageError

_INFINITE: Final = float("inf")
_LARGEST: Final = 2**53  # because JSON of others is not exact above it
_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


def kind(value: object) -> str:
    """Return what a value is, without the value: `an int`, `the class XRoad`."""
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, str) and not value.strip():
        return "an empty text"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeioAEIO' else 'a'} {name}"


def figure(value: object) -> str:
    """Return a number itself; of anything else what it is."""
    if type(value) is int:
        return str(value) if abs(value) <= _LARGEST else "a number of too many digits"
    return str(value) if type(value) is float else kind(value)


@dataclass(frozen=True, slots=True)
class Expected:
    """The values that a setting may have. `words` end the sentence that refuses one, `shows` says which it was."""

    words: str
    fits: Callable[[Any], bool]
    shows: Callable[[object], str] = kind

    def told(self, where: str, found: object) -> str:
        """Say why `found` is refused."""
        return f"{where} is {self.shows(found)}, {self.words}"


Table = Mapping[str, Expected]


def check(owner: object, table: Table) -> None:
    """Raise InvalidConfiguration for a field of `owner` that is not what is expected."""
    for name, expected in table.items():
        if not expected.fits(found := getattr(owner, name)):
            raise InvalidConfiguration(expected.told(f"{type(owner).__name__}.{name}", found))


def refusal(given: Mapping[str, object], table: Table, taker: str) -> str | None:
    """Return why one of the named values that `taker` was given is refused. None if all fit."""
    for name, value in given.items():
        expected = table.get(name)
        if expected is None:
            return unknown(name, table, taker)
        if not expected.fits(value):
            return expected.told(name, value)
    return None


def unknown(name: str, known: Iterable[str], taker: str, form: str = "{}=") -> str:
    """Say that there is no such name, and which one was probably meant; `form` is how names are written there."""
    told, names = f"{taker} has no {form.format(sanitise(name, 60))}", list(known)
    if near := nearest(name, names):
        return f"{told}; did you mean {form.format(near)}?"
    if name in _OF_CLIENT:
        return f"{told}; {_OF_CLIENT[name]}"
    return f"{told}; there are: {', '.join(names) or 'none'}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name that was probably meant: by what other libraries call it, or by its letters."""
    from difflib import get_close_matches  # noqa: PLC0415 - because most names are right

    folded = {each.lower(): each for each in known}
    elsewhere = _ELSEWHERE.get(name.lower(), "")
    near = [elsewhere] if elsewhere in folded else get_close_matches(name.lower(), folded, 1)
    return folded[near[0]] if near else None


def expanded(path: "str | os.PathLike[str]") -> Path:
    """Return a path with the home folder in the place of `~`; as it is where nobody knows that home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # because in a container a user may have no name and no home
        return Path(path)


def needed(where: str, found: object, expected: Expected) -> Any:
    """Return `found` if it fits; raises UsageError."""
    if expected.fits(found):
        return found
    raise UsageError(expected.told(where, found))


def is_number(value: object) -> bool:
    """Return whether it is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_whole(value: object) -> bool:
    """Return whether it is a whole number; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_text(value: object) -> bool:
    """Return whether it is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def is_field_name(value: object) -> bool:
    """Return whether it can name a header field (RFC 9110, 5.1)."""
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


def one_of(*words: str) -> Expected:
    """Expect one of these words."""
    return Expected(
        f"one of these is expected: {', '.join(words)}", lambda value: isinstance(value, str) and value in words
    )


def whole(least: int, most: int = _LARGEST) -> Expected:
    """Expect a whole number in these bounds."""
    bounds = f"{least} or more" if most == _LARGEST else f"{least} to {most}"
    return _figures(f"a whole number, {bounds}, is expected", lambda value: is_whole(value) and least <= value <= most)


def an(home: str, name: str, example: str) -> Expected:
    """Expect an object of a class of this package; nothing is imported, because the caller of one has its module."""
    return Expected(
        f"{'an' if name[0] in 'AEIO' else 'a'} {name} is expected, such as {example}",
        lambda value: isinstance(value, getattr(sys.modules.get(f"ndxp_sdk.{home}"), name, ())),
    )


def or_none(expected: Expected) -> Expected:
    """Expect the same, or None."""
    words, fits = expected.words, expected.fits
    return Expected(
        words.replace(" is expected", " or None is expected", 1),
        lambda value: value is None or fits(value),
        expected.shows,
    )


def _figures(words: str, fits: Callable[[Any], bool]) -> Expected:
    return Expected(words, fits, figure)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(is_text, (*value, *value.values())))


def _are_pairs(value: object) -> bool:
    if not isinstance(value, tuple):
        return False
    return all(
        isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(each, str) for each in pair) for pair in value
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(map(is_text, value))


TEXT: Final = Expected("a text is expected", is_text)
TEXT_OR_NONE: Final = or_none(TEXT)
ANY_TEXT: Final = Expected("a text is expected", lambda value: isinstance(value, str))
ANY_TEXT_OR_NONE: Final = or_none(ANY_TEXT)
ONE_LINE: Final = Expected(
    "a text of one line is expected", lambda value: isinstance(value, str) and value.isprintable()
)
ONE_LINE_OR_NONE: Final = or_none(ONE_LINE)
FLAG: Final = Expected("True or False is expected", lambda value: isinstance(value, bool))
FLAG_OR_NONE: Final = Expected(
    "True, False or None is expected", lambda value: value is None or isinstance(value, bool)
)
PATH_BELOW: Final = Expected(
    "a path below the base URL is expected, such as '/token'",
    lambda value: value is None or (isinstance(value, str) and value.startswith("/") and not value.startswith("//")),
)
SECONDS: Final = _figures("seconds above 0 are expected", lambda value: is_number(value) and 0 < value < _INFINITE)
SECONDS_OR_NONE: Final = _figures(
    "seconds above 0 or None are expected", lambda value: value is None or (is_number(value) and 0 < value < _INFINITE)
)
WAIT: Final = _figures("seconds, 0 or more, are expected", lambda value: is_number(value) and 0 <= value < _INFINITE)
AMOUNT: Final = _figures("a number, 0 or more, is expected", lambda value: is_number(value) and 0 <= value < _INFINITE)
PATH: Final = Expected("a path is expected, a text or a Path", lambda value: is_text(value) or isinstance(value, Path))
PATH_OR_NONE: Final = or_none(PATH)
TEXTS: Final = Expected("a tuple of texts is expected, such as ('…',)", _are_texts)
PAIRS: Final = Expected("a tuple of pairs of texts is expected, such as (('Accept', 'text/xml'),)", _are_pairs)
MAPPING: Final = Expected("a mapping of texts is expected, such as {'VN/GOV/G12/dkkd': '…'}", _is_table)
OCTETS: Final = Expected("bytes are expected", lambda value: isinstance(value, bytes))
ANYTHING: Final = Expected("anything may be given", lambda _: True)
CALLABLE: Final = Expected("a function is expected", callable)
CALLABLE_OR_NONE: Final = or_none(CALLABLE)
PATH_LIKE: Final = Expected(
    "a path is expected, a text or a Path", lambda value: is_text(value) or isinstance(value, os.PathLike)
)
# What the same is called in other libraries.
_ELSEWHERE: Final = {
    **dict.fromkeys(("params", "query_params", "args"), "query"),
    **dict.fromkeys(("data", "body", "files", "payload"), "content"),
    **dict.fromkeys(("auth", "token", "api_key", "password"), "credential"),
    **dict.fromkeys(("verify", "cert", "ssl", "ca"), "tls"),
    **dict.fromkeys(("path_params", "variables"), "values"),
    **dict.fromkeys(("content_type", "mime_type"), "media_type"),
    **dict.fromkeys(("retries", "max_retries"), "retry"),
    **dict.fromkeys(("url", "host", "endpoint"), "base_url"),
    "proxies": "proxy",
}
_OF_CLIENT: Final = {
    "timeout": "say client.with_options(timeout=Timeout(total=5)) for some calls",
    "retry": "say client.with_options(retry=Retry(attempts=1)) for some calls",
    "context": "say client.with_options(context=AuditContext(…)) for some calls",
    **dict.fromkeys(("credential", "tls", "proxy", "limits", "audit"), "that is a setting of the Client"),
}
