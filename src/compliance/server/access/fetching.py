"""Answers of the OpenID provider, fetched within limits: JSON objects, and nothing that redirects."""

import json
import ssl
from collections.abc import Mapping
from typing import Any, Final

import httpx

from compliance.model.text import Message
from compliance.server.access.failures import LogInFailed

_LARGEST: Final = 1024 * 1024
_SECONDS: Final = 10.0


class Fetcher:
    """Asks the provider. Raises `LogInFailed` with words for people, and for the log with what went wrong."""

    def __init__(self, ca_file: str | None) -> None:
        self._trust = ssl.create_default_context(cafile=ca_file)

    async def get(self, address: str) -> Mapping[str, Any]:
        return await self._send(httpx.Request("GET", address, headers={"Accept": "application/json"}))

    async def post(self, address: str, headers: Mapping[str, str], body: str) -> Mapping[str, Any]:
        return await self._send(httpx.Request("POST", address, headers=dict(headers), content=body))

    async def _send(self, request: httpx.Request) -> Mapping[str, Any]:
        request.extensions["timeout"] = httpx.Timeout(_SECONDS).as_dict()
        # because what the environment says of proxies is not what an operator said of the dashboard
        async with httpx.AsyncClient(verify=self._trust, trust_env=False, follow_redirects=False) as client:
            try:
                answer = await client.send(request, stream=True)
                content = await _content(answer)
            except httpx.HTTPError as error:
                message = Message.of("the log-in server cannot be reached; try again later")
                raise LogInFailed(502, message, f"{request.url.host}: {type(error).__name__}") from None
        return _object(answer.status_code, content)


async def _content(answer: httpx.Response) -> bytes:
    content = bytearray()
    async for part in answer.aiter_bytes():
        content += part
        if len(content) > _LARGEST:
            raise LogInFailed(502, _refused(), f"an answer of more than {_LARGEST} bytes")
    return bytes(content)


def _object(status: int, content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise LogInFailed(502, _refused(), f"status {status}, and no JSON object")
    if status != 200:
        raise LogInFailed(400, _refused(), f"status {status}: {_code(found)}")
    return found


def _code(found: Mapping[str, Any]) -> str:
    """Return the code of an error of OAuth (RFC 6749, 5.2), and nothing of its description."""
    code = found.get("error")
    return code[:40] if isinstance(code, str) and code.replace("_", "").isalnum() else "no code"


def _refused() -> Message:
    return Message.of("the log-in server did not confirm this log-in: begin again")
