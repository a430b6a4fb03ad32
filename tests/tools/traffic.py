"""A document and recordings beside it, told as data."""

import io
import json
from typing import Any

import compliance
from compliance import SourceText, Traffic, TrafficScope

HOUSEHOLD = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "owner": {"type": "object", "properties": {"name": {"type": "string"}}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "free": {"type": "object"},
    },
}
CONTENT = {"application/json": {"schema": HOUSEHOLD}}
LISTED = {"application/json": {"schema": {"type": "array", "items": HOUSEHOLD}}}
PATHS: dict[str, Any] = {
    "/households": {
        "get": {"responses": {"200": {"description": "ok", "content": LISTED}}},
        "post": {"requestBody": {"content": CONTENT}, "responses": {"201": {"description": "made"}}},
    },
    "/households/{id}": {
        "get": {
            "responses": {
                "200": {"description": "ok", "content": CONTENT},
                "404": {"description": "none", "content": {"application/problem+json": {}}},
            }
        }
    },
    "/households/latest": {"get": {"responses": {"200": {"description": "ok", "content": CONTENT}}}},
    "/hộ/{số}/tệp": {"delete": {"responses": {"2XX": {"description": "ok"}}}},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Hộ kinh doanh", "version": "1.0.0"},
    "servers": [{"url": "https://api.a.example/v1"}],
    "paths": PATHS,
}


def line(method: str, target: str, status: int | str = 200, protocol: str = " HTTP/1.1") -> str:
    """A line as nginx writes it in the combined format."""
    moment = "28/Nov/2026:10:00:00 +0700"
    return (
        f'192.0.2.7 - - [{moment}] "{method} {target}{protocol}" {status} 512 "https://b.example/?so=1" "client/1.0"\n'
    )


def entry(method: str, url: str, status: int = 200, **further: Any) -> dict[str, Any]:
    """An entry of an HTTP archive; `content` is that of the answer, `sent` that of the request."""
    request = {"method": method, "url": url, "headers": further.get("headers", [])}
    if "sent" in further:
        request["postData"] = further["sent"]
    return {"request": request, "response": {"status": status, "content": further.get("content", {})}}


def answer(value: Any, media_type: str = "application/json; charset=utf-8") -> dict[str, Any]:
    """The content of an answer with a body."""
    text = value if isinstance(value, str) else json.dumps(value)
    return {"size": len(text), "mimeType": media_type, "text": text}


def told(traffic: Traffic) -> list[str]:
    """The findings in words."""
    return [str(each.message) for each in traffic.findings]


def passed(traffic: Traffic) -> dict[str, int]:
    """Of how many requests nothing is said, by the reason."""
    return {why.value: count for why, count in traffic.passed}


def seen(*recorded: str | dict[str, Any], document: dict[str, Any] = DOCUMENT, **scope: tuple[str, ...]) -> Traffic:
    """Hold lines of a log, or entries of an archive, against a document."""
    log = "".join(each for each in recorded if isinstance(each, str)).encode()
    entries = [each for each in recorded if isinstance(each, dict)]
    archive = json.dumps({"log": {"entries": entries}}).encode()
    return compliance.observe(
        SourceText("openapi.json", json.dumps(document).encode()),
        logs=[("access.log", io.BytesIO(log))] if log else [],
        archives=[("a.har", io.BytesIO(archive))] if entries else [],
        scope=TrafficScope(**scope),
    )
