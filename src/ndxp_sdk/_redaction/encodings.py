"""Read a text under the encodings in which servers answer, with the place of each byte in it.

Escapes are undone to the last layer, folded lines joined; base64 and hexadecimal digits are read at every alignment,
because what stands before a secret shifts it, and three layers of them deep. All views together are at most `_MOST`
times as long as the text.
"""

import re
from binascii import a2b_base64, unhexlify
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Final

from ndxp_sdk._redaction.escapes import ESCAPES, JOINED, LOOSE, PRINTABLE, WRITTEN, View, rewritten, unescaped

_FORM: Final = re.compile(rb"[A-Za-z0-9/_\-]{2}\+(?!json\b|xml\b)[A-Za-z0-9/_\-]{2}")  # without types of media
_PLUS: Final = re.compile(rb"\+")
_PREFIX: Final = re.compile(rb"0[xX](?=[0-9A-Fa-f]{2})")
_BLANK: Final = b" \t\r\n\v\f\0"
# What is taken out before texts are compared: blanks, the zeros of UTF-16, the blank of forms, and backslashes, of
# which nobody can say whether one belongs to a secret or to the escape behind it.
DROPPED: Final = _BLANK + b"+\\"
_DROPPED: Final = frozenset(DROPPED)
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
# Because what is no digit has to stop a match and to leave the alignment of the rest as it is.
_BASE64: Final = bytes({45: 43, 95: 47}.get(code, code if code in _LETTERS else 65) for code in range(256))
_HEXADECIMAL: Final = bytes(code if code in b"0123456789abcdefABCDEF" else 48 for code in range(256))
_OF_BASE64: Final = _BLANK + b"="
_OF_HEXADECIMAL: Final = _BLANK + b":-,;|+"
_LOWER: Final = bytes(range(256)).lower()
_FOLDED_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_\-](?:[\s=\0]*+[A-Za-z0-9+/_\-]){7}")
_FOLDED_HEXADECIMAL: Final = re.compile(rb"(?:[0-9A-Fa-f]\0*+[0-9A-Fa-f][\s:\-,;|+\0]*+){3}")
_APART: Final = _BLANK + b"=:,;|%&\\"
_DIGIT: Final = bytes(100 if code in _LETTERS + b"-_" else 0 for code in range(256))
_MORE: Final = b"d" * 11  # digits as eight bytes give, however they are set apart; chance hardly ever makes them
_DEPTH: Final = 3
_READINGS: Final = 64
_MOST: Final = 200
_SHORT: Final = 256  # because of a short text all is read


def views(source: bytes) -> Iterator[View]:
    """Yield the text itself, without escapes, with quoted-printable read, and what stands behind base64 and hex."""
    every = readings(View(source))
    yield from every
    left = _MOST * max(len(source), _SHORT) - sum(len(view.text) for view in every)
    layer = deque((view, 1) for view in every)
    while layer:
        view, depth = layer.popleft()
        for inner in _decoded(view):
            for reading in readings(inner):
                left -= len(reading.text)
                if left < 0:
                    return
                yield reading
                if depth < _DEPTH and _MORE in reading.text.translate(_DIGIT, _APART):
                    layer.append((reading, depth + 1))


def readings(view: View) -> tuple[View, ...]:
    """Return a view as it is, without its escapes, and then with quoted-printable read, each different one once."""
    if WRITTEN.search(view.text) is None:
        return (view,)
    found = {view.text: view}
    for first in _begun(view):
        for bare in islice(unescaped(first, ESCAPES), _READINGS):
            if bare is first or bare.text not in found:
                found.update({each.text: each for each in _further(bare) if each.text not in found})
    return tuple(found.values())


def _begun(view: View) -> Iterator[View]:
    """Yield a view, also with its lines joined, and without the blanks of a form, whose own plus signs are escaped."""
    yield view
    if JOINED.search(view.text):
        yield rewritten(view, JOINED)
    if _FORM.search(view.text):
        yield rewritten(view, _PLUS)


def _further(bare: View) -> Iterator[View]:
    """Yield a view without escapes, with quoted-printable read, and with the entities that lack their semicolon."""
    yield bare
    printable = tuple(unescaped(bare, PRINTABLE)) if PRINTABLE.search(bare.text) else ()
    yield from printable
    for each in (bare, *printable):
        if LOOSE.search(each.text):
            yield from unescaped(rewritten(each, LOOSE), ESCAPES if each is bare else PRINTABLE)


def squeezed(text: bytes) -> bytes:
    """Return the text as it is compared: in lower case, without what encodings add between characters."""
    return text.translate(_LOWER, DROPPED)


def positions(text: bytes) -> list[int]:
    """Return the place in the text of each byte of `squeezed`."""
    return [index for index, code in enumerate(text) if code not in _DROPPED]


def _decoded(view: View) -> Iterator[View]:
    if _FOLDED_BASE64.search(view.text):
        yield from _of_base64(view, _OF_BASE64)
        if _FORM.search(view.text):  # because a form writes the blank between two lines as a plus sign
            yield from _of_base64(view, _OF_BASE64 + b"+")
    bare = rewritten(view, _PREFIX) if _PREFIX.search(view.text) else view
    if _FOLDED_HEXADECIMAL.search(bare.text):
        digits = bare.text.translate(_HEXADECIMAL, _OF_HEXADECIMAL)
        place = _Places(bare, _OF_HEXADECIMAL)
        for shift in range(2):
            yield place.read(unhexlify(digits[shift : shift + (len(digits) - shift) // 2 * 2]), shift, 2, 1)


def _of_base64(view: View, dropped: bytes) -> Iterator[View]:
    digits, place = view.text.translate(_BASE64, dropped), _Places(view, dropped)
    for shift in range(4):
        whole = digits[shift:] + b"AAA"
        yield place.read(a2b_base64(whole[: len(whole) // 4 * 4]), shift, 4, 3)


class _Places:
    """The places of the digits of a view; counted only if something was found."""

    __slots__ = ("_dropped", "_found", "_view")

    def __init__(self, view: View, dropped: bytes) -> None:
        self._view = view
        self._dropped = frozenset(dropped)
        self._found: list[int] | None = None

    def read(self, text: bytes, shift: int, digits: int, octets: int) -> View:
        """Decode a view, of which `digits` digits stand for `octets` bytes, from the digit `shift` on."""

        def begin(index: int) -> int:
            return self._view.begin(self._at(shift + index * digits // octets))

        def end(index: int) -> int:
            return self._view.end(self._at(shift - (-index * digits // octets) - 1) + 1)

        return View(text, begin, end)

    def _at(self, index: int) -> int:
        if self._found is None:
            self._found = [place for place, code in enumerate(self._view.text) if code not in self._dropped]
        return self._found[min(index, len(self._found) - 1)]
