"""Request targets that a security server refuses, because they may be read in two ways.

X-Road listens by Jetty 12 with its default rules, but allows `%2F`. So dot segments in clear pass and stay as they are,
those that are percent-encoded or have parameters are refused, and so are empty segments before the last, `%25`, control
characters, backslashes and whatever a path may not hold (RFC 3986 §3.3). No header of X-Road comes with the refusal.
"""

import json
import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import unquote

from ndxp_mocks.hub.transport.answer import JSON, WireAnswer

SEGMENT: Final = "Ambiguous URI path segment"
EMPTY: Final = "Ambiguous URI empty segment"
PARAMETER: Final = "Ambiguous URI path parameter"
ENCODING: Final = "Ambiguous URI path encoding"
SUSPICIOUS: Final = "Suspicious Path Character"
ILLEGAL: Final = "Illegal Path Character"
BAD: Final = "Bad URI"
_DOTS: Final = (".", "..")
_BROKEN_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})|%00")
_PATTERNS: Final = {
    ENCODING: re.compile("%25"),
    SUSPICIOUS: re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff]|5[Cc])|[\x00-\x1f\x7f\\]"),
    ILLEGAL: re.compile(r"[^A-Za-z0-9\-._~%!$&'()*+,;=:@/]"),
}
_IN_ORDER: Final = (SEGMENT, EMPTY, PARAMETER, ENCODING, SUSPICIOUS, ILLEGAL)
_PAGES: Final = frozenset({"text/html", "text/*", "*/*"})


def target_flaw(path: str) -> str | None:
    """Say why a raw path is refused, all reasons with commas between; None if it is not."""
    segments = path.split("/")[1:]
    if _BROKEN_ESCAPE.search(path) or _leads_out(segments):
        return BAD
    found = {flaw for segment in segments for flaw in _flaws_of_segment(segment)}
    if any(not segment.partition(";")[0] for segment in segments[:-1]):
        found.add(EMPTY)
    found.update(flaw for flaw, pattern in _PATTERNS.items() if pattern.search(path))
    return ", ".join(flaw for flaw in _IN_ORDER if flaw in found) or None


def refusal(path: str, flaw: str, accept: Iterable[str]) -> WireAnswer:
    """Return the listener's own error page: HTML, or JSON where `Accept` names it before HTML."""
    headers = (("Cache-Control", "must-revalidate,no-cache,no-store"),)
    named = (entry.partition(";")[0].strip().lower() for header in accept for entry in header.split(","))
    if next((media_type for media_type in named if media_type == JSON or media_type in _PAGES), None) == JSON:
        body = json.dumps({"url": path, "status": "400", "message": flaw}).encode("utf-8")
        return WireAnswer(400, (*headers, ("Content-Type", JSON)), body)
    page = f"<html><head><title>Error 400</title></head><body><h2>HTTP ERROR 400 {escape(flaw)}</h2></body></html>"
    return WireAnswer(400, (*headers, ("Content-Type", "text/html;charset=iso-8859-1")), page.encode("latin-1"))


def _flaws_of_segment(segment: str) -> Iterable[str]:
    name, semicolon, _ = segment.partition(";")
    if unquote(name) in _DOTS:
        if "%" in name:
            yield SEGMENT
        if semicolon:
            yield PARAMETER


def _leads_out(segments: Iterable[str]) -> bool:
    """Return whether dot segments lead above the root."""
    depth = 0
    for segment in segments:
        name = segment.partition(";")[0]
        depth += -1 if name == ".." else name not in ("", ".")
        if depth < 0:
            return True
    return False
