"""Prepare a request that has no method of its own from its arguments."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypedDict

from ndxp_sdk._http.json_body import serialise_json
from ndxp_sdk._http.pairs import StringPairs, string_mapping, string_pairs
from ndxp_sdk._http.path_template import expand
from ndxp_sdk._http.request import Content
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.streamed_body import pieces_of
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._validators import ANY_TEXT, ANYTHING, FLAG, TEXT, Expected, Table, needed, refusal
from ndxp_sdk.errors import UsageError

if TYPE_CHECKING:
    from ndxp_sdk._client.config import ClientConfig

# Because the client makes its own for each call, by which an operator finds it again.
_OWN: Final = frozenset({"x-correlation-id"})


class RequestOptions(TypedDict, total=False):
    """The options of a free request to the hub. `values` fill the braces of the path and are never logged.

    `json` is written as JSON; `content` are bytes with their `media_type`, or a function that gives the pieces of a
    large body, anew for each try. `idempotency_key` makes a creation safe to repeat: the hub gives the first answer
    again.
    """

    values: Mapping[str, str]
    query: StringPairs
    headers: StringPairs
    json: object
    content: Content
    media_type: str
    idempotency_key: str
    is_safe_to_repeat: bool
    scopes: frozenset[str]


def raw_request(
    config: "ClientConfig", method: str, path: str, options: RequestOptions
) -> tuple[Call[Response], PreparedCall]:
    """Prepare a request that has no method of its own yet. UsageError for a path that would change on its way."""
    check_arguments(options, _EXPECTED, "request")
    from ndxp_sdk.dialects import _request_target  # noqa: PLC0415 - because it brings all that dialects need

    values, key = string_mapping(options.get("values", {}), "values"), options.get("idempotency_key")
    content, media_type = body(options)
    given = string_pairs(options.get("headers", ()), "headers")
    call = Call(
        operation="request",
        method=_request_target.known_method(method),
        template="/",
        reads=_itself,
        headers=tuple(_request_target.fields(given, media_type, _request_target.FRAMING | _OWN))
        + ((("Idempotency-Key", key),) if key else ()),
        content=content,  # type: ignore[arg-type]  # because a free request may have what no other call has
        is_safe_to_repeat=options.get("is_safe_to_repeat"),
        scopes=options.get("scopes", frozenset()),
    )
    target = _request_target.target_of(
        expand(needed("path", path, ANY_TEXT), values), string_pairs(options.get("query", ()), "query")
    )
    return call, replace(
        config.prepare(call),
        target=f"{config.site.path}{target}".encode("ascii"),
        template=path if values else "/…",
        private=tuple(values.values()),
    )


def check_arguments(options: Mapping[str, Any], table: Table, taker: str) -> None:
    """Raise UsageError for an argument that does not exist or is of another kind, and for two bodies."""
    if told := refusal(options, table, taker):
        raise UsageError(told)
    if "json" in options and "content" in options:
        raise UsageError("json and content are both given, and a request has one body: give one of the two")


def body(options: Mapping[str, Any]) -> tuple[Content, str | None]:
    """Return the body and its media type."""
    if "json" in options:
        return serialise_json(options["json"]), options.get("media_type", "application/json")
    content = options.get("content")
    return pieces_of(content) if callable(content) else content, options.get("media_type")


def _itself(answer: Response) -> Response:
    return answer


_SCOPES: Final = Expected(
    "a frozenset of texts is expected, such as frozenset({'catalog:read'})",
    lambda value: isinstance(value, frozenset) and all(isinstance(each, str) for each in value),
)
BODY: Final[Table] = {
    "values": ANYTHING,
    "query": ANYTHING,
    "headers": ANYTHING,
    "json": ANYTHING,
    "content": Expected(
        "bytes are expected, or a function that gives the pieces anew for each try; for JSON there is json=",
        lambda value: value is None or isinstance(value, bytes) or (callable(value) and not isinstance(value, type)),
    ),
    "media_type": TEXT,
}
_EXPECTED: Final[Table] = {
    **BODY,
    "idempotency_key": TEXT,
    "is_safe_to_repeat": FLAG,
    "scopes": _SCOPES,
}
