"""Text that the fonts can show, in lines that can be broken."""

import re
import unicodedata
from typing import Final

from compliance.model.pattern import late
from compliance.report.sanitise import escape_controls, quoted

_SHOWN: Final = (
    "\t\n -~\u00a0-\u017e"  # Latin
    "\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u20ab"  # the rest of Vietnamese, with its currency
    "\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9"  # Greek
    "\u0410-\u044f"  # Cyrillic
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122"  # punctuation
    "\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25b2\u25bc\u25cb\u25cf\u25b3\ufffd"  # arrows and marks
)
_UNKNOWN: Final = late(f"[^{_SHOWN}]")
_LONG: Final = late(r"[^\s/.,:;?&=\-\u200b]{30,}")
_BREAK: Final = "\u200b"
_PIECE: Final = 20
_LONGEST: Final = 4_000


def printable(text: str) -> str:
    """Return a text in NFC, with the code of what no font at hand has, and a break in what is long without a blank."""
    seen = unicodedata.normalize("NFC", quoted(escape_controls(text[:_LONGEST])))
    shown = _UNKNOWN.sub(_code, seen).replace("\t", " ")
    broken = _LONG.sub(_broken, shown)
    return broken if len(text) <= _LONGEST else f"{broken}…"


def _code(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _broken(match: re.Match[str]) -> str:
    return _BREAK.join(match[0][start : start + _PIECE] for start in range(0, len(match[0]), _PIECE))
