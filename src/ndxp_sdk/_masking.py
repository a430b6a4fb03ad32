"""What was sent in confidence, and answers without it: servers repeat tokens and keys in their complaints.

A secret of six characters and more is masked wherever it stands, one of three to five where it stands as a word; a
shorter one would take every such letter out of a message and is not masked. Of a secret of eight characters and more
each part of six to eight, and longer ones of longer secrets, is masked too, because texts are cut.
"""

import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from functools import cached_property
from typing import Any, Final

from ndxp_sdk._answer import Answer, Headers
from ndxp_sdk._disguises import View, positions, readings, squeezed, views
from ndxp_sdk._plan import Fields
from ndxp_sdk.errors import NdxpError

STARS: Final = b"***"
_WORD: Final = 3
_ANYWHERE: Final = 6
_CUT: Final = 8
_PARTS: Final = 8
_LONGEST: Final = 262_144
_BETWEEN: Final = b"\x01"  # because it stands in no field and stops every match
_CONFIDENTIAL: Final = re.compile(rb"(?i)authorization|cookie|token|secret|session|passw|api-?key|credential")
_HIDDEN_MEMBER: Final = re.compile(r"(?i)secret|key|passw|token|^(?:d|p|q|dp|dq|qi|k)$")
_ARMOUR: Final = re.compile(r"-----[A-Z ]+-----|[\w-]+: [^\n]*\n")


class Mask:
    """Takes secrets, and `private` texts as a whole, out of what others have written."""

    def __init__(self, secrets: Iterable[str], private: Iterable[str] = ()) -> None:
        # because a closure is opaque to whatever prints the attributes of an object
        texts = frozenset(secrets), frozenset(private)
        self._texts: Callable[[], tuple[frozenset[str], frozenset[str]]] = lambda: texts

    def text(self, text: str) -> str:
        """`text` with stars in the place of what is secret."""
        source = text.encode("utf-8", "surrogatepass")
        found = self.content(source)
        return text if found is source else found.decode("utf-8", "surrogatepass")

    def content(self, source: bytes) -> bytes:
        """The same for bytes; the very same where nothing is secret."""
        every = tuple(views(source))
        told = _BETWEEN.join([squeezed(view.text) for view in every])
        if not any(form[first:after] in told for form, first, after in self._needles):
            return source
        spans = sorted({_whole(source, *span) for view in every for span in self._found(view)})
        return _starred(source, spans) if spans else source

    def answer(self, answer: Answer) -> Answer:
        """The answer as it may be quoted."""
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers.multi_items()]
        values = [value.replace(_BETWEEN, b" ") for _, value in raw]
        told = self.content(_BETWEEN.join([*values, answer.content])).split(_BETWEEN, len(values))
        named = zip(raw, told, strict=False)
        return Answer(answer.status, Headers([(name, value) for (name, _), value in named]), told[-1])

    def error(self, error: NdxpError) -> NdxpError:
        """The error without secrets; the very same where it holds none."""
        known = error.facts
        told = {
            "message": error.message,
            **_texts(known),
            **{f"ids.{name}": text for name, text in _texts(known.ids).items()},
        }
        source = "\x01".join(text.replace("\x01", " ") for text in told.values())
        masked = self.text(source)
        bare = self.error(error.__cause__) if isinstance(error.__cause__, NdxpError) else error.__cause__
        if masked == source and bare is error.__cause__:
            return error
        shown = dict(zip(told, masked.split("\x01"), strict=True))
        ids = replace(known.ids, **_under("ids.", shown))
        message = shown.pop("message")
        other = type(error)(message, replace(known, **{**_under("", shown), "ids": ids}))
        other.__cause__ = bare
        return other

    @cached_property
    def of_secrets(self) -> "Mask":
        """The same without the private texts, for what holds words of our own too."""
        return Mask(self._texts()[0])

    @cached_property
    def _needles(self) -> tuple[tuple[bytes, int, int], ...]:
        """Normal forms, and the range of each part that is looked for in them."""
        secrets, private = self._texts()
        whole = {(form, 0, len(form)): None for text in private for form in _forms(text) if len(form) >= _ANYWHERE}
        if private:
            return self.of_secrets._needles + tuple(whole)  # noqa: SLF001 - of the same class
        return tuple({(form, *part): None for text in secrets for form in _forms(text) for part in _parts(form)})

    def _found(self, view: View) -> Iterator[tuple[int, int]]:
        text, places = squeezed(view.text), None
        for form, first, after in self._needles:
            at = text.find(form[first:after])
            while at >= 0:
                begin, end = _grown(text, form, at, first, after)
                places = positions(view.text) if places is None else places
                if len(form) >= _ANYWHERE or _is_word(view.text, places[begin], places[end - 1] + 1):
                    yield view.begin(places[begin]), view.end(places[end - 1] + 1)
                at = text.find(form[first:after], end)


def _texts(known: Any) -> dict[str, str]:
    every = {field.name: getattr(known, field.name) for field in fields_of(known)}
    return {name: value for name, value in every.items() if isinstance(value, str)}


def _under(prefix: str, shown: Mapping[str, str]) -> dict[str, Any]:
    named = {name.removeprefix(prefix): text for name, text in shown.items() if name.startswith(prefix)}
    return {name: text for name, text in named.items() if "." not in name}


def retold(failure: NdxpError, answer: Answer, judge: Callable[[Answer], NdxpError | None], mask: Mask) -> NdxpError:
    """The failure as `judge` finds it in the masked answer: what is cut for a message is masked before.

    An answer of more than 256 KiB is not read again; there the words of the failure are masked.
    """
    if len(answer.content) > _LONGEST:
        return mask.error(failure)
    return mask.of_secrets.error(judge(mask.answer(answer)) or failure)


def _starred(source: bytes, spans: list[tuple[int, int]]) -> bytes:
    pieces: list[bytes] = []
    last = 0
    for begin, end in spans:
        if begin >= last:
            pieces += (source[last:begin], STARS)
        last = max(last, end)
    return b"".join([*pieces, source[last:]])


def _forms(text: str) -> set[bytes]:
    """A text as it looks in every view: in each encoding of characters, as it is and with its own escapes read."""
    encoded = {text.encode("utf-8", "surrogatepass")}
    if not text.isascii():
        encoded |= {text.encode(name, "ignore") for name in ("utf-16-le", "utf-16-be", "latin-1", "cp1258")}
    bare = {reading.text for raw in encoded for reading in readings(View(raw))}
    return {form for raw in bare if len(form := squeezed(raw)) >= _WORD}


def _parts(form: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of a secret that are looked for: all of it, or of a longer one, which may be cut, parts."""
    length = len(form)
    if length < _CUT:
        yield 0, length
        return
    size = _ANYWHERE if length < 2 * _CUT else max(_CUT, -(-length // _PARTS))
    yield from ((first, first + size) for first in range(0, length - size, size))
    yield length - size, length


def _grown(text: bytes, form: bytes, at: int, first: int, after: int) -> tuple[int, int]:
    """The range in `text` that is the same as in the secret, around the part that was found."""
    begin, end = at, at + after - first
    while begin > 0 and first > 0 and text[begin - 1] == form[first - 1]:
        begin, first = begin - 1, first - 1
    while end < len(text) and after < len(form) and text[end] == form[after]:
        end, after = end + 1, after + 1
    return begin, end


def _is_word(text: bytes, begin: int, end: int) -> bool:
    return not text[max(0, begin - 1) : begin].isalnum() and not text[end : end + 1].isalnum()


def _whole(source: bytes, begin: int, end: int) -> tuple[int, int]:
    """The range without half a character or half an escape at its ends."""
    while 0 < begin < len(source) and source[begin] & 0xC0 == 0x80:
        begin -= 1
    while end < len(source) and source[end] & 0xC0 == 0x80:
        end += 1
    while begin > 0 and source[begin - 1] == 0x5C:
        begin -= 1
    return begin, end


def sent(fields: Fields, own: frozenset[bytes]) -> Iterator[str]:
    """The secrets in the fields of a request, `own` ones above all."""
    for name, value in fields:
        if name.lower() in own or _CONFIDENTIAL.search(name):
            yield from _read_from(value.decode("latin-1"))


def confided(subject: object) -> Iterator[str]:
    """The secrets that a credential or a setting holds, as far as they can be had."""
    from ndxp_sdk.secrets import Secret  # noqa: PLC0415 - because most calls succeed

    match subject:
        case Secret():
            try:
                yield from material(subject.known())
            except NdxpError:
                return  # because what cannot be read was not sent
        case tuple() | list():
            for one in subject:
                yield from confided(one)
        case _ if is_dataclass(subject):
            yield from getattr(subject, "confidential", ())
            for field in fields_of(subject):
                yield from confided(getattr(subject, field.name))


def material(text: str) -> Iterator[str]:
    """What is secret in a text: the digits of a key in PEM, the private members of a JWK, or all of it."""
    if text.lstrip().startswith("-----BEGIN"):
        yield _ARMOUR.sub("", text)
    else:
        yield from tuple(_members(text)) or (text.strip(),)


def _read_from(value: str) -> Iterator[str]:
    """What a server that reads a field could repeat of it: all of it, values in it, and what stands behind base64."""
    secret = value.rpartition(" ")[2]
    yield from (value, secret)
    yield from (pair.partition("=")[2].strip('"') for pair in re.split(r"[;,]\s*", value))
    try:
        decoded = b64decode(secret, validate=True).decode()
    except ValueError:
        return
    yield from _members(decoded)
    yield from filter(None, (decoded.partition(":")[2],))


def _members(text: str) -> Iterator[str]:
    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(members, dict):
        yield from (str(value) for name, value in members.items() if _HIDDEN_MEMBER.search(name))
