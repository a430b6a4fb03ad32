"""Exchanges as an HTTP archive (HAR 1.2), which the developer tools of browsers open.

Source: the specification of HAR 1.2 (Odvarko, Jain, Davies; W3C editor's draft of 2012). No body stands in it, and no
header whose value was not kept; names that begin with an underscore are additions that others pass over.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlsplit

from compliance.model.address import UNQUOTED
from compliance.model.observation import HttpExchange
from compliance.model.repetition import ACCEPTED, command
from compliance.report.json_text import json_text

_UNKNOWN: Final = -1
_NOT_KEPT: Final = "[redacted]"
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


def archive(exchanges: Iterable[HttpExchange], remarks: Mapping[HttpExchange, str], tool_version: str) -> str:
    """Write the archive; `remarks` are what was found in an exchange."""
    entries = sorted((_entry(each, remarks.get(each, "")) for each in exchanges), key=_begin)
    creator = {"name": "ndxp-compliance", "version": tool_version}
    return json_text({"log": {"version": "1.2", "creator": creator, "pages": [], "entries": entries}})


def _begin(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["startedDateTime"], entry["request"]["url"]


def _entry(exchange: HttpExchange, remark: str) -> dict[str, Any]:
    took = exchange.elapsed_ms or 0
    began = (exchange.looked_at or _BEGINNING) - timedelta(milliseconds=took)
    return {
        "startedDateTime": began.isoformat(timespec="milliseconds"),
        "time": took,
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        # because only the time to the last byte was measured
        "timings": {"send": 0, "wait": took, "receive": 0},
        **({"comment": remark} if remark else {}),
        **({"_tls": exchange.tls} if exchange.tls else {}),
        "_curl": command(exchange),
    }


def _request(exchange: HttpExchange) -> dict[str, Any]:
    parts = urlsplit(exchange.url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    return {
        "method": exchange.method,
        "url": quote(exchange.url, safe=f"{UNQUOTED}#[]"),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": list(_pairs((("Host", parts.netloc), *_sent(exchange)))),
        "queryString": list(_pairs(query)),
        "headersSize": _UNKNOWN,
        "bodySize": _UNKNOWN,
    }


def _sent(exchange: HttpExchange) -> Iterator[tuple[str, str]]:
    if not any(name.lower() == "accept" for name, _ in exchange.sent):
        yield "Accept", ACCEPTED
    yield from exchange.sent
    if exchange.credential is not None:
        yield "Authorization", f"{_NOT_KEPT} ({exchange.credential})"


def _response(exchange: HttpExchange) -> dict[str, Any]:
    status = exchange.status or 0
    return {
        "status": status,
        "statusText": _phrase(status) or exchange.refusal or "",
        "httpVersion": "HTTP/1.1" if status else "",
        "cookies": [],
        "headers": list(_pairs(exchange.headers)),
        "content": {"size": exchange.body_size, "mimeType": exchange.media_type or ""},
        "redirectURL": exchange.header("location") or "",
        "headersSize": _UNKNOWN,
        "bodySize": exchange.body_size,
    }


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    return ({"name": name, "value": value} for name, value in pairs)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # because servers also use numbers of their own
        return ""
