"""Lines of JSON in access logs, by the names that servers and gateways give to what they log."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from compliance.model.media_type import media_type
from compliance.model.text import Message
from compliance.model.traffic.call import UNREAD, Body, Call

_NO_JSON: Final = Message.of("the line begins like JSON and is none")
_LACKS: Final = Message.of(
    "the JSON lacks what is needed: a method, a path and a status, under the names that nginx, Caddy, Traefik, Envoy "
    "or ECS give them"
)
_LONGEST_TYPE: Final = 100
# nginx (as usually configured), Caddy, Traefik, Envoy, ECS and OpenTelemetry, Google Cloud; a dot leads into an object
_METHOD: Final = (
    "method", "request_method", "RequestMethod", "request.method", "http.request.method", "httpRequest.requestMethod",
    "http_method", "verb",
)  # fmt: skip
_TARGET: Final = (
    "request_uri", "uri", "path", "url", "RequestPath", "request.uri", "request.url", "url.original", "url.path",
    "httpRequest.requestUrl", "request_path", "http.target",
)  # fmt: skip
_STATUS: Final = (
    "status", "status_code", "response_code", "DownstreamStatus", "response.status", "http.response.status_code",
    "httpRequest.status", "http.status_code",
)  # fmt: skip
_HOST: Final = (
    "host", "http_host", "authority", "RequestHost", "request.host", "url.domain",
)  # fmt: skip
_MEDIA_TYPE: Final = (
    "sent_http_content_type", "response_content_type", "resp_headers.Content-Type", "downstream_Content-Type",
    "http.response.mime_type", "upstream_http_content_type",
)  # fmt: skip
_REQUEST: Final = ("request", "request_line")


def call_of_json(line: bytes) -> Call | Message:
    """Return the call that a line records, or why it is not understood."""
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return _NO_JSON
    method, target = _text(value, _METHOD), _text(value, _TARGET)
    if method is None or target is None:
        method, target = _of_request_line(_text(value, _REQUEST), method, target)
    status = _status(_first(value, _STATUS))
    if method is None or target is None or status is None:
        return _LACKS
    stated = media_type(_text(value, _MEDIA_TYPE))
    answered = Body(stated, UNREAD) if stated is not None and len(stated) <= _LONGEST_TYPE else None
    return Call(method, target, status, _text(value, _HOST), answered=answered)


def _of_request_line(line: str | None, method: str | None, target: str | None) -> tuple[str | None, str | None]:
    parts = line.split(" ") if line is not None else []
    return (method or parts[0], target or parts[1]) if len(parts) in {2, 3} else (method, target)


def _status(found: Any) -> int | None:
    """Return a status of HTTP, 0 for none that was sent, None if it is no status."""
    if isinstance(found, str) and len(found) <= 3:
        found = 0 if found in {"-", ""} else int(found) if found.isascii() and found.isdecimal() else None
    if isinstance(found, float) and found.is_integer():  # because some collectors keep every number so
        found = int(found)
    is_status = isinstance(found, int) and not isinstance(found, bool) and (found == 0 or 100 <= found <= 999)
    return found if is_status else None


def _text(value: Any, names: Sequence[str]) -> str | None:
    found = _first(value, names, str)
    return found if isinstance(found, str) else None


def _first(value: Any, names: Sequence[str], wanted: type = object) -> Any:
    """Return the first member that is there, and of the wanted kind, by its name or by steps between dots."""
    for name in names:
        if name in value:
            here = value[name]
        elif "." in name:
            here = value
            for step in name.split("."):
                here = _step(here, step)
        else:
            continue
        if here is not None and isinstance(here, wanted):
            return here
    return None


def _step(here: Any, name: str) -> Any:
    found = here.get(name) if isinstance(here, Mapping) else None
    return found[0] if isinstance(found, list) and found else found
