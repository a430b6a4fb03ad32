"""Text that others wrote, made harmless where it is shown: no terminal command, no hidden or half character."""

import json
import re
from typing import Final

from compliance.model.pattern import late

_UNSEEN: Final = late(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction
    r"\u00ad\u034f\u180e\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # without a sign
    r"\u115f\u1160\u3164\uffa0"  # letters that look like a blank
    r"\ud800-\udfff\U000e0000-\U000e007f]"  # half characters, and tags
)


FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that a program of tables may take for a formula."""

_NAME: Final = late(r"`([^`\n]{1,200})`")
_NO_CHARACTERS: Final = late(r"[\ufffe\uffff]")


def escape_controls(text: str) -> str:
    """Write control characters, marks of direction and lone surrogates as `\\u001b`; line ends and tabs stay."""
    return _UNSEEN.sub(_numbered, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Write the same on a single line."""
    return escape_controls(" ".join(text.split()))


def in_xml(text: str) -> str:
    """Write the same without the two characters that XML 1.0 has no room for, as office programs keep texts."""
    return _NO_CHARACTERS.sub(_numbered, escape_controls(text))


def quoted(text: str) -> str:
    """Write what stands between two backticks between quotation marks, where no type shows that it is a name."""
    return _NAME.sub(r"“\1”", text)


def encodable(json_text: str) -> str:
    """Escape the same characters in JSON text, as JSON allows: it reads back as it was, and is safe to print.

    Half a surrogate pair becomes the text of its escape, because strict readers refuse a file with one (RFC 7493).
    """
    return _UNSEEN.sub(_escaped, json_text)


def _escaped(match: re.Match[str]) -> str:
    escape = json.dumps(match[0]).strip('"')
    return rf"\{escape}" if "\ud800" <= match[0] <= "\udfff" else escape


def _numbered(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
