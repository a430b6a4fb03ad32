"""Patterns of a published document, looked for as ECMA-262 means them and in bounded time.

The document is another party's, and so is the answer. Python's `re` reads a pattern otherwise (`\\d` takes every digit
of Unicode, `\\p{L}` is an error), and one such as `^(\\w+\\s?)+$` would keep it for hours at forty characters.
"""

from functools import lru_cache
from typing import Any, Final

from ndxp_sdk._contract.violations import Undecided
from ndxp_sdk._text import line
from ndxp_sdk.errors import MissingExtra

_MOST_STEPS_BACK: Final = 100_000
_LONGEST_SHOWN: Final = 80
_GAVE_UP: Final = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure"})


def matches(pattern: str, text: str) -> bool:
    """Return whether a pattern is found anywhere in a text; half of a character is any one that is not named.

    Raises:
        Undecided: the pattern is none of ECMA-262, or steps back too often on this text.
    """
    validator = _compiled(pattern)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if validator.is_valid(whole):
        return True
    error = next(validator.iter_errors(whole), None)
    if error is not None and type(error.kind).__name__ in _GAVE_UP:
        raise _undecided(pattern, "takes too long on one of the values")
    return False


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    try:
        from jsonschema_rs import Draft202012Validator, FancyRegexOptions  # noqa: PLC0415 - part of an extra
    except ImportError as error:
        raise MissingExtra("contract mode needs jsonschema-rs: pip install 'ndxp-sdk[validation]'") from error
    options = FancyRegexOptions(backtrack_limit=_MOST_STEPS_BACK)
    try:
        return Draft202012Validator({"pattern": pattern}, pattern_options=options, offline=True)
    except ValueError:
        raise _undecided(pattern, "cannot be read as one of ECMA-262") from None


def _undecided(pattern: str, why: str) -> Undecided:
    return Undecided(f"the pattern {line(pattern, _LONGEST_SHOWN)} {why}")
