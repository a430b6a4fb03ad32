"""Canned answers for single operations of the hub, for tests that use respx; each is held to specs/contracts.

@respx.mock
def test_the_title_is_shown(respx_mock):
    canned(respx_mock, "catalog.services.get", json=SERVICE, values={"service_id": "VN:GOV:G12:dkkd:enterprises"})
    client = Client("https://hub.example")
    assert title(client) == "Tra cứu doanh nghiệp"
"""

import json as codec
import re
from collections.abc import Mapping
from typing import Any, Final

from ndxp_sdk._http.json_body import serialise_json
from ndxp_sdk._http.path_template import expand
from ndxp_sdk.errors import MissingExtra, UsageError
from ndxp_sdk.testing._contracts import Body, Operation, operation
from ndxp_sdk.testing._provider_answers import jsonable

try:
    import respx
except ImportError as _error:
    raise MissingExtra("canned answers need respx: pip install 'ndxp-sdk[testing]'") from _error

__all__ = ["canned"]

_BRACES: Final = re.compile(r"\{[^{}]+\}")
_NOTHING: Final = object()


def canned(  # noqa: PLR0913 - because an answer has as many sides
    router: respx.Router,
    name: str,
    *,
    json: object = _NOTHING,
    status: int | None = None,
    values: Mapping[str, str] | None = None,
    base_url: str = "https://hub.example",
    headers: Mapping[str, str] | None = None,
) -> respx.Route:
    """Answer an operation of the hub, named as its method: `catalog.services.get`. Gives the route, to look at calls.

    `status` is that of success unless it is given. `values` are the braces of the path, without them any value matches.
    A request whose body is not as the contract wants it ends in UsageError.

    Raises:
        UsageError: the contracts have no such operation or status, or the body is not as they say.
    """
    if not base_url.startswith(("http://", "https://")):
        raise UsageError(f"{base_url!r} is no base URL: http:// or https:// is expected")
    known = operation(name)
    unknown = [each for each in values or {} if f"{{{each}}}" not in known.path]
    if unknown:
        raise UsageError(f"{name} has no {{{unknown[0]}}} in its path {known.path}")
    number, promised = known.answer(status)
    content, fields = _content(name, promised, json)
    fields.update(headers or {})

    def answered(request: Any) -> Any:
        _check_request(known, request)
        return respx.MockResponse(number, content=content, headers=fields)

    where = _url(base_url, known.path, values or {})
    return router.route(method=known.method, url__regex=where).mock(side_effect=answered)


def _content(name: str, promised: Body, json: object) -> tuple[bytes, dict[str, str]]:
    """Return the body and the header fields that belong to it."""
    media_type = promised.media_type
    if media_type is None and json is _NOTHING:
        return b"", {}
    if media_type is None or json is _NOTHING or "json" not in media_type:
        wanted = "none" if media_type is None else media_type
        raise UsageError(
            f"an answer of {name} has the body {wanted}: give json where it is one, nothing where it is none"
        )
    if isinstance(json, tuple):
        raise UsageError(f"the answer of {name} is a tuple: give json={{…}} and status=404 as arguments of their own")
    json = json if isinstance(json, str | int | None) else jsonable(json)
    _refuse(f"the answer of {name}", promised.flaws(json, media_type))
    tag = json.get("etag") if isinstance(json, dict) else None
    return serialise_json(json), {"Content-Type": media_type, **({"ETag": tag} if tag else {})}


def _check_request(known: Operation, request: Any) -> None:
    media_type = request.headers.get("Content-Type", "").partition(";")[0]
    if request.content and "json" in media_type:
        _refuse(f"the request of {known.name}", known.request.flaws(codec.loads(request.content), media_type))


def _refuse(what: str, flaws: list[str]) -> None:
    if flaws:
        raise UsageError(f"{what} is not as the contract wants it: {'; '.join(flaws)}")


def _url(base_url: str, path: str, values: Mapping[str, str]) -> str:
    """Return a pattern for the address, with whatever query."""
    names = {f"{{{name}}}" for name in values}
    pieces = re.split(r"(\{[^{}]+\})", path)
    known = (expand(piece, values) if piece in names else piece for piece in pieces)
    parts = ("[^/?]+" if _BRACES.fullmatch(piece) else re.escape(piece) for piece in known)
    return f"^{re.escape(base_url.rstrip('/'))}{''.join(parts)}(\\?.*)?$"
