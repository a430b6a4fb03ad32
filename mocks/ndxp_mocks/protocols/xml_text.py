"""Text within XML."""

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_IMPOSSIBLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """Return the text as content of an element, without the characters that XML 1.0 cannot hold."""
    return escape(_IMPOSSIBLE.sub("", text))


def quoted(text: str) -> str:
    """Return the text as the value of an attribute, in its quotes."""
    return quoteattr(_IMPOSSIBLE.sub("", text))


def element(name: str, text: object) -> str:
    """Return an element that holds nothing but this text."""
    return f"<{name}>{escaped(str(text))}</{name}>"
