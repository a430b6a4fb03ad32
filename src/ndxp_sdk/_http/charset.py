"""Read which charset a body is written in."""

import codecs
import re
from typing import Final

_NAMED: Final = re.compile(r"(?i)charset\s*=\s*[\"']?([\w.:\-]+)")
# Because these are Python's own: no server writes its texts so, one of them takes an hour for a megabyte of letters,
# and others warn, decode nothing or read what the machine is set to.
_NO_CHARSETS: Final = frozenset(
    {"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
UTF_8: Final = "utf-8"


def charset_of(content_type: str) -> str:
    """Return the codec for the charset of a media type; UTF-8 if none is named, or one that nobody knows.

    >>> charset_of('text/html; charset="windows-1258"'), charset_of("text/plain; charset=punycode")
    ('cp1258', 'utf-8')
    """
    named = _NAMED.search(content_type)
    if named is None:
        return UTF_8
    try:
        found = codecs.lookup(named[1])
    except (LookupError, ValueError):
        return UTF_8
    is_text: bool = getattr(found, "_is_text_encoding", True)  # because others give no text, such as base64
    return found.name if is_text and found.name.replace("_", "-") not in _NO_CHARSETS else UTF_8
