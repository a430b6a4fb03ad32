"""Looking for a secret in what was shown, in each reading that the standard library has for it."""

import binascii
import html
import quopri
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, unquote_plus

Reading = Callable[[str], Iterator[str]]
_ROUNDS = 3
_UNICODE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{10,}")
_HEXADECIMAL = re.compile(r"(?:[0-9A-Fa-f]{2}[:\- ]?){6,}")


def shows(text: str, secret: str) -> bool:
    """Whether a reading of the text holds the secret, or its first or last half."""
    half = len(secret) // 2 if len(secret) >= 16 else len(secret)
    wanted = {_plain(secret), _plain(secret[:half]), _plain(secret[-half:])}
    return any(part in _plain(reading) for reading in readings(text) for part in wanted)


def readings(text: str) -> set[str]:
    """The text, and what it may be read as."""
    found = {text}
    fresh = [text]
    for _ in range(_ROUNDS):
        fresh = [told for one in fresh for told in _read(one) if told not in found]
        found.update(fresh)
    return found


class Sought:
    """A secret, and cheaper ways to see that it is not there than reading a text in every way."""

    def __init__(self, secret: str) -> None:
        half = len(secret) // 2 if len(secret) >= 16 else len(secret)
        parts = {_plain(part) for part in (secret, secret[:half], secret[-half:])}
        codes = ("utf-8", "utf-16-le", "utf-16-be")
        raw = [part.encode(code) for part in parts for code in codes]
        self._parts = parts
        self._hexadecimal = {each.hex() for each in raw}
        self._base64 = {core for each in raw for core in _cores(each)}

    def is_in(self, text: str, written: Iterable[str]) -> bool:
        """Whether it stands there as it was written, or in a reading without digits, or in digits."""
        bare = _plain(text)
        if any(len(each) >= 6 and _plain(each) in bare for each in written):
            return True
        return any(self._stands_in(_plain(reading)) for reading in _escaped(text))

    def _stands_in(self, text: str) -> bool:
        digits = re.sub(r"[:=\-]|0x", "", text).lower()
        letters = text.replace("-", "+").replace("_", "/").replace("=", "")
        return (
            any(part in text for part in self._parts)
            or any(each in digits for each in self._hexadecimal)
            or any(each in letters for each in self._base64)
        )


def _cores(raw: bytes) -> Iterator[str]:
    """The letters of base64 that are the same whatever stands before and after."""
    for before in range(3):
        made = b64encode(b"\0" * before + raw).decode().rstrip("=")
        yield made[-(-before * 4 // 3) : (before + len(raw)) * 4 // 3]


def _escaped(text: str) -> set[str]:
    found = {text}
    for _ in range(2):
        found |= {told for one in found for told in _without_escapes(one)}
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\s\0]", "", text)


def _read(text: str) -> Iterator[str]:
    yield from _without_escapes(text)
    bare = _plain(text)
    if bare != text and len(text) < 20_000:
        yield bare
    yield from _digits(text)


def _without_escapes(text: str) -> Iterator[str]:
    if "%" in text:
        yield unquote(text)
    if "+" in text:
        yield unquote_plus(text)
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        yield _without_backslashes(text)
    if "=" in text:
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _without_backslashes(text: str) -> str:
    units = _UNICODE.sub(lambda found: chr(int(found[1], 16)), text)
    whole = units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"\\(.)", r"\1", whole)


def _digits(text: str) -> Iterator[str]:
    for run in _BASE64.findall(text):
        for shift in range(4):
            whole = run[shift:].replace("-", "+").replace("_", "/") + "AAA"
            yield from _texts(b64decode(whole[: len(whole) // 4 * 4]))
    for run in _HEXADECIMAL.findall(text):
        bare = re.sub(r"[^0-9A-Fa-f]", "", run)
        for shift in range(2):
            yield from _texts(binascii.unhexlify(bare[shift : shift + (len(bare) - shift) // 2 * 2]))


def _texts(raw: bytes) -> Iterator[str]:
    """Bytes as text, where they hold some: alone chance makes no eight letters in a row."""
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        text = raw.decode(code, "replace")
        if re.search(r"[\x20-\x7e]{6}", text):
            yield text
