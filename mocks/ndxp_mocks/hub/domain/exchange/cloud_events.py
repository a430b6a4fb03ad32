"""CloudEvents 1.0 over HTTP: structured, batch and binary mode, in both directions."""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, unquote

from ndxp_mocks.hub.contract.formats import FORMATS
from ndxp_mocks.hub.http.media_types import is_json
from ndxp_mocks.hub.http.messages import HubProblem, HubRequest

Event = Mapping[str, Any]
STRUCTURED: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
OCTETS: Final = "application/octet-stream"
_PREFIX: Final = "ce-"
_REQUIRED: Final = ("specversion", "id", "source", "type")
_LONGEST: Final = {"id": 255, "source": 1023, "type": 255, "subject": 1023}
_NAME: Final = re.compile(r"[a-z0-9]+")
# CloudEvents HTTP binding §3.1.3.2: the printable characters of ASCII but space, double quote and percent.
_PLAIN: Final = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"%')


def read_published(request: HubRequest) -> tuple[Event, ...]:
    """Return the events of a request, whatever its mode. Raises HubProblem 422 if binary mode lacks an attribute."""
    match media_type(request):
        case "application/cloudevents+json":
            return (request.body,)
        case "application/cloudevents-batch+json":
            return tuple(request.body)
    return (_from_headers(request),)


def media_type(request: HubRequest) -> str:
    """Return the media type without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def structured(event: Event) -> tuple[dict[str, str], bytes]:
    """Return headers and body of one event in structured mode."""
    return {"Content-Type": STRUCTURED}, _json(event)


def batched(events: Sequence[Event]) -> tuple[dict[str, str], bytes]:
    """Return headers and body of several events in batch mode."""
    return {"Content-Type": BATCH}, _json(list(events))


def binary(event: Event) -> tuple[dict[str, str], bytes]:
    """Return headers and body of one event in binary mode: its data is the body."""
    attributes = {
        name: value for name, value in event.items() if name not in ("data", "data_base64", "datacontenttype")
    }
    headers = {f"{_PREFIX}{name}": quote(_text(value), safe=_PLAIN) for name, value in attributes.items()}
    if "data_base64" in event:
        return {"Content-Type": event.get("datacontenttype", OCTETS), **headers}, base64.b64decode(event["data_base64"])
    if "data" not in event:
        return {"Content-Type": event.get("datacontenttype", OCTETS), **headers}, b""
    return {"Content-Type": event.get("datacontenttype", "application/json"), **headers}, _json(event["data"])


def _from_headers(request: HubRequest) -> Event:
    attributes = {
        name.removeprefix(_PREFIX): unquote(value)
        for name, value in request.headers.items()
        if name.startswith(_PREFIX)
    }
    flaws = list(_flaws(attributes))
    if flaws:
        raise HubProblem(422, "request-invalid", f"{flaws[0]['pointer']}: {flaws[0]['detail']}", errors=flaws)
    return {**attributes, "datacontenttype": request.headers["content-type"], **_data(request)}


def _data(request: HubRequest) -> dict[str, Any]:
    if not request.raw:
        return {}
    if is_json(media_type(request)):
        return {"data": request.body}
    return {"data_base64": base64.b64encode(request.raw).decode()}


def _flaws(attributes: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for name in _REQUIRED:
        if not attributes.get(name):
            yield _flaw(name, "missing", "required and missing")
    if attributes.get("specversion") not in (None, "", "1.0"):
        yield _flaw("specversion", "unknown-value", "1.0 is expected")
    for name, value in attributes.items():
        if not _NAME.fullmatch(name) or name in ("data", "datacontenttype"):
            yield _flaw(name[:60], "wrong-form", "small letters and digits are expected, and no word of the body")
        elif len(value) > _LONGEST.get(name, 8192):
            yield _flaw(name, "too-long", f"{_LONGEST.get(name, 8192)} characters at most are expected")
    for name, form in (("time", "date-time"), ("source", "uri-reference"), ("dataschema", "uri")):
        if name in attributes and not FORMATS[form](attributes[name]):
            yield _flaw(name, "wrong-form", f"{form} is expected")


def _flaw(name: str, code: str, detail: str) -> dict[str, str]:
    return {"pointer": f"#header/{_PREFIX}{name}", "code": code, "detail": detail}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
