"""Escapes of percent, JSON, HTML and quoted-printable: read to the last layer, with the place of each character."""

import re
from binascii import unhexlify
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Final

# Each alternative reads one character. All begin with one class of characters, because the search for that is fast.
_PERCENT: Final = rb"(?:u(?P<percent4>[0-9A-Fa-f]{4})|(?P<percent>[0-9A-Fa-f]{2}))"
_CODES: Final = (
    rb"u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\+u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    rb"|u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})"
    rb"|x(?P<two>[0-9A-Fa-f]{2})|(?P<octal>[0-3][0-7]{2})"
)
_LETTERS: Final = rb"|(?P<same>[/\"'\\])|(?P<blank>[nrtbfv])"
_ENTITY: Final = (
    rb"(?:\#[xX]0*(?P<hexadecimal>[0-9A-Fa-f]{1,6});|\#0*(?P<decimal>[0-9]{1,7});"
    rb"|(?P<named>[A-Za-z][A-Za-z0-9]{1,31});)"
)


def _unit(codes: bytes, percents: bytes = b"", backslashes: bytes = b"", ampersands: bytes = b"") -> bytes:
    return (
        rb"(?<=%)" + percents + _PERCENT + rb"|(?<=\\)" + backslashes + rb"(?:" + codes + rb")"
        rb"|(?<=&)" + ampersands + _ENTITY
    )


# However often its introducer was itself escaped; once, backslashes in pairs; once, earlier backslashes left alone.
_RUNS: Final = _unit(_CODES + _LETTERS, rb"(?:25)*", rb"(?<!\\\\)\\*", rb"(?:amp;)*")
_PAIRS: Final = _unit(_CODES + _LETTERS)
_OWN: Final = _unit(_CODES)
_QUOTED: Final = rb"|(?<==)(?:(?P<quoted>[0-9A-Fa-f]{2})|\s+)"  # RFC 2045, 6.7
_SPACED: Final = rb"\0+[^\0]\0+[^\0]"
ESCAPES: Final = re.compile(rb"[%\\&](?:" + _RUNS + rb")")
PRINTABLE: Final = re.compile(rb"[%\\&=](?:" + _RUNS + _QUOTED + rb")")
# Browsers read these without the semicolon too; before everything else is read, it may only be written otherwise.
LOOSE: Final = re.compile(
    rb"&(?:\#[xX]0*(?P<hexadecimal>[0-9A-Fa-f]{1,6});?|\#0*(?P<decimal>[0-9]{1,7});?|(?P<bare>lt|gt|amp|quot))"
)
WRITTEN: Final = re.compile(rb"[%\\&=](?:" + _RUNS + _QUOTED + rb"|(?<=&)[\#lgaq]|" + _SPACED + rb")")
_WIDE: Final = re.compile(rb"[%\\&=]" + _SPACED)
_ZEROS: Final = re.compile(rb"\0+")
_PAIRED: Final = re.compile(rb"[%\\&=](?:" + _PAIRS + _QUOTED + rb")")
_SINGLE: Final = re.compile(rb"[%\\&=](?:" + _OWN + _QUOTED + rb")")
# An escape in an escape, or what looks so in a text with such characters of its own.
_DOUBLED: Final = re.compile(rb"\\\\[uUx0-3]|%25(?:u|[0-9A-Fa-f]{2})|&amp;[\#A-Za-z]")
JOINED: Final = re.compile(rb"=[ \t]*\r?\n")
_LAYERS: Final = 6
_DEPTH: Final = 3
_AMBIGUOUS: Final = 16_384


class View:
    """A text, and the source range of each range of it."""

    __slots__ = ("begin", "end", "text")

    def __init__(self, text: bytes, begin: Callable[[int], int] = int, end: Callable[[int], int] = int) -> None:
        self.text: bytes = text
        self.begin: Callable[[int], int] = begin
        self.end: Callable[[int], int] = end


def unescaped(view: View, pattern: re.Pattern[bytes]) -> Iterator[View]:
    """Yield the view with every escape read, and each layer between.

    Where escapes in escapes may be meant in several ways, in each, unless the text is longer than 16 KiB.
    """
    layers = _layers(view, pattern)
    yield from reversed(layers[1:] or layers)
    if len(view.text) <= _AMBIGUOUS:  # because a hostile text of escapes in escapes takes long
        for each in _either_way(next((layer for layer in layers if _DOUBLED.search(layer.text)), None)):
            yield from reversed(_layers(each, pattern))


def _either_way(view: View | None) -> Iterator[View]:
    """Yield the first layers of escapes in escapes: in each one is read, with backslashes in pairs or single."""
    fresh = {} if view is None else {view.text: view}
    for _ in range(_DEPTH):
        read = [rewritten(each, way) for each in fresh.values() for way in (_PAIRED, _SINGLE)]
        known, fresh = fresh, {}
        for each in read:
            if each.text not in known and each.text not in fresh:
                yield each
                if _DOUBLED.search(each.text):
                    fresh[each.text] = each


def _layers(view: View, pattern: re.Pattern[bytes]) -> list[View]:
    """Return the view, and what each reading makes of the one before."""
    found = [view]
    for _ in range(_LAYERS):
        if _WIDE.search(view.text):  # because escapes in UTF-16 have zeros between their characters
            view = rewritten(view, _ZEROS)
            found.append(view)
        if pattern.search(view.text) is None:
            break
        view = rewritten(view, pattern)
        if view.text == found[-1].text:
            break
        found.append(view)
    return found


def rewritten(view: View, pattern: re.Pattern[bytes]) -> View:
    """Return the view with each match replaced by what it stands for, once."""
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
    """Return what an escape stands for; nothing for the end of a line."""
    kind = match.lastgroup
    return _READ[kind](match, match[kind]) if kind else b""


def _utf8(code: int) -> bytes:
    return chr(code).encode("utf-8", "surrogatepass") if code <= 0x10FFFF else b"?"


def _entity(name: bytes) -> bytes:
    from html.entities import html5  # noqa: PLC0415 - because only what fails is looked into

    return html5.get(name.decode("ascii") + ";", f"&{name.decode('ascii')};").encode()


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
