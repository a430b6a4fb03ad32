"""HTTP archives (HAR 1.2): entry by entry, with the bodies that stand in them."""

from base64 import b64decode
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any, Final

import orjson

from compliance.loading.errors import NotUnderstood, Refused
from compliance.loading.limits import DEFAULT_LIMITS, Limits
from compliance.loading.traffic.streams import DAMAGED, UNPACKING
from compliance.model.location import Location
from compliance.model.media_type import media_type
from compliance.model.openapi.server import host_and_path
from compliance.model.text import Message
from compliance.model.traffic.call import BROKEN, UNREAD, Body, Call

_NO_ENTRY: Final = Message.of("the entry lacks what is needed: request.method, request.url and response.status")
_LONGEST_TYPE: Final = 100
_JSON: Final = ("application/json", "text/json")
_PREFLIGHT: Final = "access-control-request-method"


def calls_of_archive(
    stream: BufferedIOBase, name: str, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[int, Call | Message]]:
    """Yield the number of each entry, from 0, with the call that it records, or why it is not understood.

    Raises:
        Refused: it is larger than is read.
        NotUnderstood: it is no HTTP archive.
    """
    try:
        content = stream.read(limits.file_size + 1)
    except UNPACKING as error:
        raise NotUnderstood(Location(name), DAMAGED) from error
    if len(content) > limits.file_size:
        template = "the archive has more than {limit} bytes, which are not read; an access log may be of any size"
        raise Refused(Location(name), Message.of(template, limit=limits.file_size))
    try:
        value = orjson.loads(content.removeprefix(BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise NotUnderstood(Location(name), Message.of("this is no HTTP archive: it is no JSON")) from error
    entries = _at(value, "log", "entries")
    if not isinstance(entries, list):
        raise NotUnderstood(Location(name), Message.of("this is no HTTP archive: it has no list log.entries"))
    for number, entry in enumerate(entries):
        yield number, _call(entry)


def _call(entry: Any) -> Call | Message:
    method, url = _at(entry, "request", "method"), _at(entry, "request", "url")
    status = _at(entry, "response", "status")
    is_status = isinstance(status, int) and not isinstance(status, bool) and (status == 0 or 100 <= status <= 999)
    if not isinstance(method, str) or not isinstance(url, str) or not is_status:
        return _NO_ENTRY
    if not url.lower().startswith(("http://", "https://")):  # such as data: and blob:, which nobody was asked for
        return Call(method, "", status)
    host, path = host_and_path(url)
    names = {_at(each, "name") for each in _list(_at(entry, "request", "headers"))}
    is_preflight = _PREFLIGHT in {name.lower() for name in names if isinstance(name, str)}
    return Call(method, path or "/", status, host, is_preflight, _sent(entry), _answered(entry))


def _sent(entry: Any) -> Body | None:
    posted = _at(entry, "request", "postData")
    text = _at(posted, "text")
    if not isinstance(text, str) or not text:
        return None
    return _body(_type(entry, "request", _at(posted, "mimeType")), text.encode(errors="replace"))


def _answered(entry: Any) -> Body | None:
    content = _at(entry, "response", "content")
    text, size = _at(content, "text"), _at(content, "size")
    stated = _type(entry, "response", _at(content, "mimeType"))
    if not isinstance(text, str) or not text:
        return _body(stated, None) if isinstance(size, int) and size > 0 else None
    body = text.encode(errors="replace")
    if _at(content, "encoding") != "base64":
        return _body(stated, body)
    try:
        return _body(stated, b64decode(body))
    except ValueError:
        return _body(stated, None)


def _type(entry: Any, side: str, seeming: Any) -> Any:
    """Return the content type as the headers state it; what it seemed to be to a browser only if there are none."""
    headers = _list(_at(entry, side, "headers"))
    if not headers:
        return seeming
    named = ((_at(each, "name"), _at(each, "value")) for each in headers)
    return next((value for name, value in named if isinstance(name, str) and name.lower() == "content-type"), None)


def _body(stated: Any, content: bytes | None) -> Body | None:
    found = media_type(stated) if isinstance(stated, str) else None
    if found is None or len(found) > _LONGEST_TYPE:
        return None
    if not (found in _JSON or found.endswith("+json")):
        return Body(found, UNREAD)
    try:
        return Body(found, orjson.loads((content or b"").removeprefix(BOM_UTF8)))
    except orjson.JSONDecodeError:  # because recorders cut bodies off, and leave them out
        return Body(found, BROKEN)


def _at(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
