"""What a text says under the encodings in which servers answer, and where each byte of that stands in it.

Every view is made in time linear in its text. Escapes are undone to the last layer, folded lines joined; base64 and
hexadecimal digits are read at every alignment, because what stands before a secret shifts it.
"""

import re
from binascii import a2b_base64, unhexlify
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Final

# Each alternative reads one character, however often its introducer was itself escaped.
_UNIT: Final = (
    rb"%(?:25)*(?:u(?P<percent4>[0-9A-Fa-f]{4})|(?P<percent>[0-9A-Fa-f]{2}))"
    rb"|(?<!\\)\\+(?:u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\+u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    rb"|u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})"
    rb"|x(?P<two>[0-9A-Fa-f]{2})|(?P<octal>[0-3][0-7]{2})|(?P<same>[/\"'\\])|(?P<blank>[nrtbfv]))"
    rb"|&(?:amp;)*(?:\#[xX]0*(?P<hexadecimal>[0-9A-Fa-f]{1,6});|\#0*(?P<decimal>[0-9]{1,7});"
    rb"|(?P<named>[A-Za-z][A-Za-z0-9]{1,31});)"
)
ESCAPES: Final = re.compile(_UNIT)
# Browsers read these without the semicolon too; before everything else is read, it may only be written otherwise.
_LOOSE: Final = re.compile(
    rb"&(?:\#[xX]0*(?P<hexadecimal>[0-9A-Fa-f]{1,6});?|\#0*(?P<decimal>[0-9]{1,7});?|(?P<bare>lt|gt|amp|quot))"
)
PRINTABLE: Final = re.compile(_UNIT + rb"|=(?P<quoted>[0-9A-Fa-f]{2})|=\s+")  # RFC 2045, 6.7
_WIDE: Final = re.compile(rb"[%\\&=]\0+[^\0]\0+[^\0]")
_WRITTEN: Final = re.compile(PRINTABLE.pattern + rb"|&\#|&[lgaq]|" + _WIDE.pattern)
_ZEROS: Final = re.compile(rb"\0+")
_FORM: Final = re.compile(rb"[A-Za-z0-9/_\-]{2}\+[A-Za-z0-9/_\-]{2}")
_PREFIX: Final = re.compile(rb"0[xX](?=[0-9A-Fa-f]{2})")
_LAYERS: Final = 4
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
_FOLDED_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_\-](?:[\s=\0]*[A-Za-z0-9+/_\-]){7}")
_DIGITS: Final = re.compile(rb"[A-Za-z0-9+/_\-]{11}")  # as eight bytes give, and chance hardly ever
_FOLDED_HEXADECIMAL: Final = re.compile(rb"[0-9A-Fa-f]{2}(?:[\s:\-,;|+\0]*[0-9A-Fa-f]{2}){2}")


class View:
    """A text, and the source range of each range of it."""

    __slots__ = ("begin", "end", "text")

    def __init__(self, text: bytes, begin: Callable[[int], int] = int, end: Callable[[int], int] = int) -> None:
        self.text: bytes = text
        self.begin: Callable[[int], int] = begin
        self.end: Callable[[int], int] = end


def views(source: bytes) -> Iterator[View]:
    """The text itself, without escapes, with quoted-printable read besides, and what stands behind base64 and hex."""
    every = readings(View(source))
    yield from every
    for view in every:
        yield from _behind(view)


def readings(view: View) -> tuple[View, ...]:
    """A view as it is, without its escapes, and then with quoted-printable read, each different one once."""
    if _WRITTEN.search(view.text) is None:
        return (view,)
    found = {view.text: view}
    if _WIDE.search(view.text):  # because escapes in UTF-16 have zeros between their characters
        view = _rewritten(view, _ZEROS)
        found[view.text] = view
    for pattern in (ESCAPES, _LOOSE, PRINTABLE):
        view = unescaped(view, pattern)
        found.setdefault(view.text, view)
    return tuple(found.values())


def _behind(view: View, depth: int = 1) -> Iterator[View]:
    """What stands behind base64 and hexadecimal digits, and once more where that reads as such digits."""
    for inner in _decoded(view):
        every = readings(inner)
        yield from every
        for reading in every if depth else ():
            if _DIGITS.search(reading.text):
                yield from _behind(reading, depth - 1)


def unescaped(view: View, pattern: re.Pattern[bytes]) -> View:
    """The view with every escape read; the same one where there is none."""
    for _ in range(_LAYERS):
        if pattern.search(view.text) is None:
            break
        view = _rewritten(view, pattern)
    return view


def squeezed(text: bytes) -> bytes:
    """The text as it is compared: in lower case, without what encodings add between characters."""
    return text.translate(_LOWER, DROPPED)


def positions(text: bytes) -> list[int]:
    """Where each byte of `squeezed` stands in the text."""
    return [index for index, code in enumerate(text) if code not in _DROPPED]


def _rewritten(view: View, pattern: re.Pattern[bytes]) -> View:
    pieces: list[bytes] = []
    # beginning and end of each character that was read: there, and in the text that it was read from
    there, length, read, last = [0], 0, [(0, 0, 0, 0)], 0
    for match in pattern.finditer(view.text):
        first, after = match.span()
        told = _character(match)
        length += first - last
        pieces += (view.text[last:first], told)
        there.append(length)
        read.append((length, length + len(told), first, after))
        length, last = length + len(told), after
    pieces.append(view.text[last:])
    return View(b"".join(pieces), *_mapped(view, there, read))


def _mapped(
    view: View, there: list[int], read: list[tuple[int, int, int, int]]
) -> tuple[Callable[[int], int], Callable[[int], int]]:
    def begin(index: int) -> int:
        _, over, first, after = read[bisect_right(there, index) - 1]
        return view.begin(first if index < over else after + index - over)

    def end(index: int) -> int:
        _, over, _, after = read[bisect_right(there, index - 1) - 1]
        return view.end(after if index - 1 < over else after + index - over)

    return begin, end


def _character(match: re.Match[bytes]) -> bytes:
    """What an escape stands for; nothing for the end of a line."""
    kind = match.lastgroup
    return _READ[kind](match, match[kind]) if kind else b""


def _utf8(code: int) -> bytes:
    return chr(code).encode("utf-8", "surrogatepass") if code <= 0x10FFFF else b"?"


def _entity(name: bytes) -> bytes:
    from html.entities import html5  # noqa: PLC0415 - because only what fails is looked into

    return html5.get(name.decode("ascii") + ";", "?").encode()


def _number(base: int) -> Callable[[re.Match[bytes], bytes], bytes]:
    return lambda _, digits: _utf8(int(digits, base))


_READ: Final[Mapping[str, Callable[[re.Match[bytes], bytes], bytes]]] = {
    **dict.fromkeys(("percent", "quoted"), lambda _, digits: unhexlify(digits)),
    **dict.fromkeys(("two", "percent4", "four", "eight", "braced", "hexadecimal"), _number(16)),
    "low": lambda match, digits: _utf8(0x10000 + (int(match["high"], 16) - 0xD800) * 0x400 + int(digits, 16) - 0xDC00),
    "octal": _number(8),
    "decimal": _number(10),
    "same": lambda _, character: character,
    "blank": lambda _, letter: b"\n" if letter in b"nr" else b" ",
    **dict.fromkeys(("named", "bare"), lambda _, name: _entity(name)),
}


def _decoded(view: View) -> Iterator[View]:
    if _FOLDED_BASE64.search(view.text):
        yield from _of_base64(view, _OF_BASE64)
        if _FORM.search(view.text):  # because a form writes the blank between two lines as a plus sign
            yield from _of_base64(view, _OF_BASE64 + b"+")
    bare = _rewritten(view, _PREFIX) if _PREFIX.search(view.text) else view
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
    """Where the digits of a view stand in it; counted only where something was found."""

    __slots__ = ("_dropped", "_found", "_view")

    def __init__(self, view: View, dropped: bytes) -> None:
        self._view = view
        self._dropped = frozenset(dropped)
        self._found: list[int] | None = None

    def read(self, text: bytes, shift: int, digits: int, octets: int) -> View:
        """The view of what `digits` digits for `octets` bytes stand for, from the digit `shift` on."""

        def begin(index: int) -> int:
            return self._view.begin(self._at(shift + index * digits // octets))

        def end(index: int) -> int:
            return self._view.end(self._at(shift - (-index * digits // octets) - 1) + 1)

        return View(text, begin, end)

    def _at(self, index: int) -> int:
        if self._found is None:
            self._found = [place for place, code in enumerate(self._view.text) if code not in self._dropped]
        return self._found[min(index, len(self._found) - 1)]
