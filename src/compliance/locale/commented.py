"""Comments of files that we hand out, in the reader's language: behind a hash stands a sentence to translate."""

import re
from collections.abc import Iterable
from typing import Final

from compliance.locale import Translator
from compliance.model.pattern import late

_COMMENT: Final = late(r"(^|\s)# (.*)$", re.MULTILINE)
"""What stands before a comment, and its text."""


def in_words(text: str, words: Translator) -> str:
    """Return the text of a file with its comments translated."""
    return _COMMENT.sub(lambda found: f"{found[1]}# {words(found[2])}", text)


def comments(text: str) -> Iterable[str]:
    """Return the comments of the text of a file, for the catalogue of translations."""
    return tuple(found[2] for found in _COMMENT.finditer(text))
