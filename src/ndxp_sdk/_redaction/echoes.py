"""Redact what was sent in confidence from responses: servers repeat tokens and keys in their complaints.

A secret of six characters and more is masked wherever it stands, one of three to five where it stands as a word; a
shorter one would take every such letter out of a message and is not masked. Of a secret of eight characters and more
each part of six to eight, and longer ones of longer secrets, is masked too, because texts are cut.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from itertools import accumulate
from typing import Any, Final, TypeAlias

from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk._redaction.encodings import positions, readings, squeezed, views
from ndxp_sdk._redaction.escapes import View
from ndxp_sdk.errors import NdxpError

STARS: Final = b"***"
_WORD: Final = 3
_ANYWHERE: Final = 6
_CUT: Final = 8
_PARTS: Final = 8
_LONGEST: Final = 262_144
# because it stands in no field, no letter of Vietnamese has it in UTF-16 and, as forms have none, it stops every match
_BETWEEN: Final = b"\x05"
BETWEEN: Final = _BETWEEN.decode()
_NOWHERE: Final = b"\x02"

Needle: TypeAlias = tuple[bytes, bytes, int]  # what is looked for, the form that it is a part of, and where in that
Needles: TypeAlias = tuple[Needle, ...]
Span: TypeAlias = tuple[int, int]


class Redactor:
    """The redaction of secrets, and of `private` texts as a whole, in what others have written."""

    def __init__(self, secrets: Iterable[str], private: Iterable[str] = ()) -> None:
        # because a closure is opaque to whatever prints the attributes of an object
        texts = frozenset(secrets), frozenset(private)
        self._texts: Callable[[], tuple[frozenset[str], frozenset[str]]] = lambda: texts
        self._sought: Callable[[], Needles] | None = None

    def text(self, text: str) -> str:
        """Redact a text, with stars in the place of what is secret."""
        source = text.encode("utf-8", "surrogatepass")
        found = self.content(source)
        return text if found is source else found.decode("utf-8", "surrogatepass")

    def content(self, source: bytes) -> bytes:
        """Redact bytes; they are the same object if nothing is secret."""
        every = tuple(views(source))
        told = [squeezed(view.text) for view in every]
        whole = _BETWEEN.join(told)
        needles = [needle for needle in self._needles() if needle[0] in whole]
        found = set(_found(every, told, whole, needles)) if needles else ()
        spans = sorted(part for span in found for part in _apart(source, *_whole(source, *span)))
        return _starred(source, spans) if spans else source

    def answer(self, answer: Response) -> Response:
        """Return the response as it may be quoted."""
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers.multi_items()]
        values = [value.replace(_BETWEEN, b" ") for _, value in raw]
        told = self.content(_BETWEEN.join([*values, answer.content])).split(_BETWEEN, len(values))
        named = zip(raw, told, strict=False)
        return Response(answer.status, Headers([(name, value) for (name, _), value in named]), told[-1])

    def error(self, error: NdxpError) -> NdxpError:
        """Redact an error; it is the same object if it holds nothing secret."""
        told = error.message, error.facts
        source = BETWEEN.join(text.replace(BETWEEN, " ") for text in _texts(told))
        masked = self.text(source)
        bare = self.error(error.__cause__) if isinstance(error.__cause__, NdxpError) else error.__cause__
        if masked == source and bare is error.__cause__:
            return error
        other = type(error)(*_rebuilt(told, iter(masked.split(BETWEEN))))
        other.__cause__ = bare
        return other

    def of_secrets(self) -> "Redactor":
        """Return the redaction without the private texts, for what holds words of our own too."""
        secrets, private = self._texts()
        return Redactor(secrets) if private else self

    def _needles(self) -> Needles:
        if self._sought is None:
            secrets, private = self._texts()
            found = _needles(secrets, private)
            self._sought = lambda: found
        return self._sought()


def _needles(secrets: Iterable[str], private: Iterable[str]) -> Needles:
    parts = [(form, *part) for text in secrets for form in _forms(text) for part in _parts(form)]
    whole = [(form, 0, len(form)) for text in private for form in _forms(text) if len(form) >= _ANYWHERE]
    return tuple({(form[first:after], form, first): None for form, first, after in parts + whole})


def _found(every: tuple[View, ...], told: list[bytes], whole: bytes, needles: list[Needle]) -> Iterator[Span]:
    """Yield the ranges of the source where needles, and what is the same around them, stand in any of the views."""
    starts = list(accumulate((len(text) + 1 for text in told), initial=0))
    places: dict[int, list[int]] = {}
    marks = bytearray(len(whole))
    for part, form, first in needles:
        at = whole.find(part)
        while at >= 0:
            after = at + len(part)
            index = bisect_right(starts, at) - 1
            start, view = starts[index], every[index]
            if marks.find(0, at, after) >= 0:
                if index not in places:
                    places[index] = positions(view.text)
                begin, end = _grown(told[index], form, at - start, first, first + len(part))
                there, after = places[index][begin], start + end
                if len(form) >= _ANYWHERE or _is_told(view.text, there, places[index][end - 1] + 1):
                    marks[start + begin : after] = b"\1" * (end - begin)
                    yield view.begin(there), view.end(places[index][end - 1] + 1)
            at = whole.find(part, after)


def _texts(told: Any) -> Iterator[str]:
    """Yield the texts of an error: its message and its details."""
    match told:
        case str():
            yield told
        case tuple():
            for each in told:
                yield from _texts(each)
        case _ if is_dataclass(told):
            for field in fields_of(told):
                yield from _texts(getattr(told, field.name))


def _rebuilt(told: Any, shown: Iterator[str]) -> Any:
    """Return the same with other texts, taken in the same order."""
    match told:
        case str():
            return next(shown)
        case tuple():
            return tuple(_rebuilt(each, shown) for each in told)
        case _ if is_dataclass(told) and not isinstance(told, type):
            return replace(told, **{each.name: _rebuilt(getattr(told, each.name), shown) for each in fields_of(told)})
    return told


def redacted_failure(
    failure: NdxpError, answer: Response, judge: Callable[[Response], NdxpError | None], mask: Redactor
) -> NdxpError:
    """Return the failure that `judge` finds in the redacted response: what is cut for a message is redacted before.

    An answer of more than 256 KiB is not read again; there the words of the failure are masked.
    """
    if len(answer.content) > _LONGEST:
        return mask.error(failure)
    return mask.of_secrets().error(judge(mask.answer(answer)) or failure)


def _apart(source: bytes, begin: int, end: int) -> Iterator[Span]:
    """Cut the range where texts part, because digits on both sides may be read over it."""
    while (at := source.find(_BETWEEN, begin, end)) >= 0:
        if at > begin:
            yield begin, at
        begin = at + 1
    if end > begin:
        yield begin, end


def _starred(source: bytes, spans: list[tuple[int, int]]) -> bytes:
    pieces: list[bytes] = []
    last = 0
    for begin, end in spans:
        if begin >= last:
            pieces += (source[last:begin], STARS)
        last = max(last, end)
    return b"".join([*pieces, source[last:]])


def _forms(text: str) -> set[bytes]:
    """Return a text as it looks in every view: in each encoding of characters, as it is and with its escapes read."""
    encoded = {text.encode("utf-8", "surrogatepass")}
    if not text.isascii():
        encoded |= {text.encode(name, "ignore") for name in ("utf-16-le", "utf-16-be", "latin-1", "cp1258")}
    bare = {reading.text for raw in encoded for reading in readings(View(raw))}
    return {form.replace(_BETWEEN, _NOWHERE) for raw in bare if len(form := squeezed(raw)) >= _WORD}


def _parts(form: bytes) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a secret that are searched for: all of it, or parts of a longer one, which may be cut."""
    length = len(form)
    if length < _CUT:
        yield 0, length
        return
    size = _ANYWHERE if length < 2 * _CUT else max(_CUT, -(-length // _PARTS))
    yield from ((first, first + size) for first in range(0, length - size, size))
    yield length - size, length


def _grown(text: bytes, form: bytes, at: int, first: int, after: int) -> tuple[int, int]:
    """Return the range in `text` that is the same as in the secret, around the part that was found."""
    begin, end = at, at + after - first
    while begin > 0 and first > 0 and text[begin - 1] == form[first - 1]:
        begin, first = begin - 1, first - 1
    while end < len(text) and after < len(form) and text[end] == form[after]:
        end, after = end + 1, after + 1
    return begin, end


def _is_told(text: bytes, begin: int, end: int) -> bool:
    """Return whether a short form is the secret: as a word, or longer than it looks by what is not compared."""
    if len(text[begin:end].translate(None, b" \t\r\n\v\f\0")) >= _ANYWHERE:
        return True
    return not text[max(0, begin - 1) : begin].isalnum() and not text[end : end + 1].isalnum()


def _whole(source: bytes, begin: int, end: int) -> tuple[int, int]:
    """Return the range without half a character or half an escape at its ends."""
    while 0 < begin < len(source) and source[begin] & 0xC0 == 0x80:
        begin -= 1
    while end < len(source) and source[end] & 0xC0 == 0x80:
        end += 1
    while begin > 0 and source[begin - 1] == 0x5C:
        begin -= 1
    return begin, end
