"""An error of X-Road as bytes: JSON, or XML where `Accept` names it. No correlation header comes with it."""

import json
from collections.abc import Iterable
from typing import Final

from ndxp_mocks.hub.state.settings import Profile
from ndxp_mocks.hub.transport.answer import JSON, WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.fault_codes import code_in_profile
from ndxp_mocks.protocols.xml_text import element

ERROR_HEADER: Final = "X-Road-Error"
_XML: Final = {"text/xml": "text/xml", "application/xml": "application/xml", "text/*": "text/xml"}
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'


def refusal(error: XRoadError, detail: str, profile: Profile, accept: Iterable[str]) -> WireAnswer:
    """Return the answer that tells this error; `detail` is its UUID, `accept` every Accept header."""
    code = code_in_profile(error.code, profile)
    media_type = media_type_of(accept)
    body = _as_json(code, error.message, detail) if media_type == JSON else _as_xml(code, error.message, detail)
    content_type = media_type if media_type == JSON else f"{media_type};charset=utf-8"
    return WireAnswer(status_of(error.code), ((ERROR_HEADER, code), ("Content-Type", content_type)), body)


def status_of(code: str) -> int:
    """Return 500 for failures of a server itself, 400 for the rest."""
    return 500 if code.startswith("server.") else 400


def media_type_of(accept: Iterable[str]) -> str:
    """Return the first XML type that is named, in the order of the header; weights do not count."""
    for header in accept:
        for entry in header.split(","):
            media_type = _XML.get(entry.partition(";")[0].strip().lower())
            if media_type is not None:
                return media_type
    return JSON


def _as_json(code: str, message: str, detail: str) -> bytes:
    body = {"type": code, "message": message, "detail": detail}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _as_xml(code: str, message: str, detail: str) -> bytes:
    members = (("type", code), ("message", message), ("detail", detail))
    inner = "".join(element(name, value) for name, value in members)
    return f"{_DECLARATION}<error>{inner}</error>".encode()
