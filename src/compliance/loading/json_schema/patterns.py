"""Schemas as the validator compiles them, and regular expressions: what it makes of them, the plain ones without it.

The library is imported when it is asked for the first time: most documents give no examples.
"""

import re
from functools import lru_cache
from typing import Any, Final

from compliance.loading.json_schema.refusals import gave_up
from compliance.model.pattern import late

_MOST_STEPS_BACK: Final = 100_000
_MASK: Final = "…"
"""Stands for the value in sentences of the library, which nobody reads; to write it there takes longer than to look."""
# A few fixed signs and classes of ASCII, each with how often it may come: what they mean is the same everywhere, and
# their size is within the bounds of the validator
_CLASS: Final = r"(?:\[(?:a-z|A-Z|0-9|_){1,4}\]|[A-Za-z0-9_ -])"
_COUNT: Final = r"(?:[*+?]|\{(?:[0-9]{1,4},?|[01],[1-9][0-9]{0,3})\})?"
_PLAIN: Final = late(rf"\^?(?:{_CLASS}{_COUNT}){{0,3}}\$?")
_LONGEST: Final = 60


def compiled(definition: Any, **options: Any) -> Any:
    """Return a validator for a schema of draft 2020-12."""
    from jsonschema_rs import Draft202012Validator, FancyRegexOptions  # noqa: PLC0415 - see above

    patterns = FancyRegexOptions(backtrack_limit=_MOST_STEPS_BACK)
    return Draft202012Validator(
        definition, validate_formats=True, pattern_options=patterns, offline=True, mask=_MASK, **options
    )


@lru_cache(maxsize=4096)
def is_pattern(text: str) -> bool:
    """Return whether the validator can use a regular expression."""
    if is_plain(text):
        return True  # because to compile it takes longer than all else that is done with it
    try:
        compiled({"pattern": text})
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def matches(pattern: str, text: str) -> bool | None:
    """Return whether a text matches a regular expression, None if it cannot be told.

    Of a long text the validator is asked: Python goes back on its way as often as the text is long.
    """
    if is_plain(pattern) and len(text) <= _LONGEST:
        return _plain(pattern).search(text) is not None
    if not is_pattern(pattern):
        return None
    error = next(compiled({"pattern": pattern}).iter_errors(text), None)
    return None if error is not None and gave_up(error) else error is None


def is_plain(pattern: str) -> bool:
    """Return whether a regular expression is one of a few plain signs and classes."""
    return len(pattern) <= _LONGEST and _PLAIN.fullmatch(pattern) is not None


@lru_cache(maxsize=256)
def _plain(pattern: str) -> re.Pattern[str]:
    # because `$` of Python also stands before a line feed at the end
    return re.compile(rf"{pattern[:-1]}\Z" if pattern.endswith("$") else pattern)
