"""Text that others wrote, made harmless where it is shown: no terminal command, no hidden or half character."""

import re
from typing import Final

_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
_HALF: Final = re.compile(r"[\ud800-\udfff]")


def visible(text: str) -> str:
    """Control characters, marks of direction and lone surrogates as `\\u001b`; line ends and tabs stay."""
    return _UNPRINTABLE.sub(_escaped, text.replace("\r\n", "\n"))


def flat(text: str) -> str:
    """The same on a single line."""
    return visible(" ".join(text.split()))


def encodable(json_text: str) -> str:
    """JSON text with lone surrogates escaped, as JSON allows: UTF-8 has no place for them."""
    return _HALF.sub(_escaped, json_text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
