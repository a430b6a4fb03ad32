"""Platforms of documents, asked in memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from ndxp_mocks import TOKEN
from ndxp_mocks.openapi.messages import Reply, Request
from ndxp_mocks.openapi.platform import DocumentPlatform
from ndxp_mocks.openapi.source import source_of
from ndxp_mocks.platform.misbehaviour import FLAWLESS, Misbehaviour

ADMITTED = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, easy to look at."""

    reply: Reply

    @property
    def status(self) -> int:
        return self.reply.status

    @property
    def json(self) -> Any:
        return json.loads(self.reply.body)

    def header(self, name: str) -> str | None:
        return next((value for each, value in self.reply.headers if each.lower() == name.lower()), None)


class Asking:
    """The platform of one document."""

    def __init__(self, document: Mapping[str, Any], seed: int = 1, misbehaviour: Misbehaviour | None = None) -> None:
        self.platform = DocumentPlatform(source_of(document), seed, misbehaviour or FLAWLESS)

    def get(self, target: str, **headers: str) -> Said:
        return self.ask("GET", target, headers)

    def ask(self, method: str, target: str, headers: Mapping[str, str] | None = None, body: Any = b"") -> Said:
        path, _, query = target.partition("?")
        sent = {name.replace("_", "-").lower(): value for name, value in (headers or {}).items()}
        if not isinstance(body, bytes):
            body, sent = json.dumps(body).encode("utf-8"), {"content-type": "application/json", **sent}
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        return Said(self.platform.reply(Request(method, path, pairs, tuple(sent.items()), body)))


def document(paths: Any, version: str = "3.1.0", **rest: Any) -> dict[str, Any]:
    """A document with these paths."""
    return {"openapi": version, "info": {"title": "a", "version": "1"}, "paths": paths, **rest}


def answering(schema: Any, media_type: str = "application/json", **operation: Any) -> dict[str, Any]:
    """A path item whose GET answers with this schema."""
    good = {"description": "good", "content": {media_type: {"schema": schema}}}
    return {"get": {**operation, "responses": {"200": good, **operation.get("responses", {})}}}


def value_of(schema: Any, version: str = "3.1.0", seed: int = 1, **schemas: Any) -> Any:
    """What a platform answers where a document shows this schema."""
    told = document({"/a": answering(schema)}, version, components={"schemas": schemas})
    said = Asking(told, seed).get("/a")
    assert said.status == 200, said.reply
    return said.json
