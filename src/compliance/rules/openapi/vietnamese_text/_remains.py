"""Lines of a file whose characters are worth a look, and what they show."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.pattern import late

_ASCII: Final = bytes(range(128))
_FIRST_BYTES: Final = frozenset("ÃÂÄÅÆáâ")
"""Letters that the first byte of a Vietnamese letter, or of a quotation mark, looks like in a Western encoding."""
_OF_WINDOWS: Final = frozenset("€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ")
_ESCAPED: Final = late(rb"\\u([0-9a-fA-F]{4})")
_ESCAPE: Final = late(r"\\(?:u([0-9a-fA-F]{4})|.)")
_LOST: Final = "\ufffd"
_WORD: Final = late(r"[A-Za-z\u00a1-\u024f\u1e00-\u1eff]+")
_BYTES_AS_LETTERS: Final = late(
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


def suspicious_lines(content: bytes, legacy: Mapping[str, Set[str]]) -> Iterator[Line]:
    """Yield the lines of UTF-8 with signs that no Vietnamese text has, comments aside; `legacy` are its remains."""
    is_json = content[:100].lstrip()[:1] in (b"{", b"[")
    written = {sign: sign.encode() for sign in set(content.translate(None, _ASCII).decode())}
    escaped = set(_ESCAPED.findall(content)) if is_json and b"\\u" in content else ()
    signs = {*written, *(chr(int(digits, 16)) for digits in escaped)}
    suspicious = _suspicious(signs, legacy)
    wanted = {written[sign] for sign in suspicious if sign in written}
    wanted |= {b"\\u" + digits for digits in escaped if chr(int(digits, 16)) in suspicious}
    for start, end in sorted(set(_lines_with(wanted, content))):
        text = content[start:end].decode()
        if not text.lstrip().startswith("#"):
            yield Line(start, _ESCAPE.sub(_meant, text) if is_json else text)


def _lines_with(wanted: Set[bytes], content: bytes) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the lines in which one of the signs stands."""
    for sign in wanted:
        found = content.find(sign)
        while found >= 0:
            end = content.find(b"\n", found)
            end = len(content) if end < 0 else end
            yield content.rfind(b"\n", 0, found) + 1, end
            found = content.find(sign, end)


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[0]


def _suspicious(signs: Set[str], legacy: Mapping[str, Set[str]]) -> Set[str]:
    alphabet = {sign for words in legacy.values() for word in words for sign in word}
    if not signs.isdisjoint(_FIRST_BYTES):
        alphabet |= {sign for sign in signs if sign < "\u0100"}
    foreign = alphabet - _VIETNAMESE
    return {sign for sign in signs if sign in foreign or _is_suspicious(sign)}


def _is_suspicious(sign: str) -> bool:
    """Return whether a sign belongs to no text in NFC, or shows that others were lost or read in another encoding."""
    return (
        sign in _OF_WINDOWS
        or sign == _LOST
        or unicodedata.combining(sign) > 0
        or not unicodedata.is_normalized("NFC", sign)
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
