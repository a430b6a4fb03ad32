"""Lines of a file whose characters are worth a look, and what they show."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from typing import Final

from compliance.model.dataclass import dataclass

_ASCII: Final = bytes(range(128))
_UNUSUAL: Final = re.compile(rb"[\x80-\xff]")
_UNUSUAL_IN_JSON: Final = re.compile(rb"[\x80-\xff]|\\u")
_ESCAPED: Final = re.compile(rb"\\u([0-9a-fA-F]{4})")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")
_LOST: Final = "\ufffd"
_WORD: Final = re.compile(r"[A-Za-z\u00a1-\u024f\u1e00-\u1eff]+")
_BYTES_AS_LETTERS: Final = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}"
)
_VIETNAMESE: Final = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ’‘“”–—…"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line by the offset of its first byte, with the escapes of JSON read as the characters they stand for."""

    start: int
    text: str


def suspicious_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines that hold anything but ASCII, comments aside; none if all of it is beyond doubt.

    Raises `UnicodeDecodeError` for what is not UTF-8.
    """
    is_json = content[:100].lstrip()[:1] in (b"{", b"[")
    signs = set(content.translate(None, _ASCII).decode())
    if is_json and b"\\u" in content:
        signs.update(chr(int(digits, 16)) for digits in set(_ESCAPED.findall(content)))
    if not any(map(_is_suspicious, signs)):
        return
    end = -1
    for found in (_UNUSUAL_IN_JSON if is_json else _UNUSUAL).finditer(content):
        if found.start() < end:
            continue
        start = content.rfind(b"\n", 0, found.start()) + 1
        end = content.find(b"\n", found.start())
        end = len(content) if end < 0 else end
        text = content[start:end].decode()
        if not text.lstrip().startswith("#"):
            yield Line(start, _ESCAPE.sub(_meant, text) if is_json else text)


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[0]


def _is_suspicious(character: str) -> bool:
    """Return whether a character may belong to another form or encoding."""
    return (
        character < "\u0100"
        or character == _LOST
        or unicodedata.combining(character) > 0
        or not unicodedata.is_normalized("NFC", character)
    )


def kinds_of(line: str, legacy: Mapping[str, Set[str]]) -> Iterator[str]:
    """Yield what is wrong with the characters of a line."""
    if not unicodedata.is_normalized("NFC", line):
        yield "form"
    if _LOST in line:
        yield "replaced"
    if any(map(_was_encoded_twice, _BYTES_AS_LETTERS.findall(line))):
        yield "twice"
    words = set(_WORD.findall(line))
    yield from (code for code, known in legacy.items() if not known.isdisjoint(words))


def _was_encoded_twice(letters: str) -> bool:
    """Return whether letters, as bytes of a Western encoding, are Vietnamese in UTF-8."""
    try:
        read = bytes(_byte(letter) for letter in letters).decode()
    except (UnicodeError, ValueError):
        return False
    return not _VIETNAMESE.isdisjoint(read)


def _byte(letter: str) -> int:
    """Return the byte that a letter stands for; what Windows-1252 leaves open stands for itself."""
    return ord(letter) if letter < "\u0100" else letter.encode("cp1252")[0]
