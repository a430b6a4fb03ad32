"""Where somebody goes after log-in: to a page of this dashboard, whatever a link asked for."""

from typing import Final
from urllib.parse import unquote, urlsplit

HOME: Final = "/"
_OF_LOG_IN: Final = "/auth/"
_LONGEST: Final = 2_000


def own_path(asked: str) -> str:
    """Return the path with its query if it leads to a page of ours by every reading of it, else the first page."""
    # because browsers drop tabs and line ends, and take a backslash for a slash
    is_plain = asked.isprintable() and asked.isascii() and "\\" not in asked and len(asked) <= _LONGEST
    if not is_plain or not asked.startswith("/"):
        return HOME
    path = unquote(asked)
    if asked.startswith("//") or path.startswith(("//", "/\\")) or not path.isprintable():
        return HOME
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc or parts.path.startswith(_OF_LOG_IN):
        return HOME
    return asked
