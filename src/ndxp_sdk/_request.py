"""What the arguments of a free request become, in both clients."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from ndxp_sdk._answer import Answer
from ndxp_sdk._call import Call, Pairs
from ndxp_sdk._job import Job
from ndxp_sdk._plan import filled
from ndxp_sdk.errors import UsageError

if TYPE_CHECKING:
    from ndxp_sdk._core import Core

Given: TypeAlias = Mapping[str, str] | Pairs


class RequestOptions(TypedDict, total=False):
    """What a free request to the hub may have. `values` fill the braces of the path and are never logged.

    `json` is written as JSON; `content` are bytes with their `media_type`. `idempotency_key` makes a creation safe to
    repeat: the hub gives the first answer again.
    """

    values: Mapping[str, str]
    query: Given
    headers: Given
    json: object
    content: bytes
    media_type: str
    idempotency_key: str
    is_safe_to_repeat: bool
    scopes: frozenset[str]


def free_request(core: "Core", method: str, path: str, options: RequestOptions) -> tuple[Call[Answer], Job]:
    """A request that has no method of its own yet; raises UsageError for a path that would change on its way."""
    values, key, content = options.get("values", {}), options.get("idempotency_key"), options.get("content")
    call = Call(
        operation="request",
        method=method.upper(),
        template="/",
        reads=_itself,
        headers=pairs(options.get("headers", ())) + ((("Idempotency-Key", key),) if key else ()),
        content=json_of(options["json"]) if "json" in options else content,
        media_type="application/json" if "json" in options else options.get("media_type"),
        is_safe_to_repeat=options.get("is_safe_to_repeat"),
        scopes=options.get("scopes", frozenset()),
    )
    from ndxp_sdk.dialects._target import target_of  # noqa: PLC0415 - because it brings all that dialects need

    job = core.job(call)
    target = target_of(filled(path, values), pairs(options.get("query", ())))
    job.target, job.template = f"{core.site.path}{target}".encode("ascii"), path if values else "/…"
    job.private = tuple(values.values())
    return call, job


def json_of(value: object) -> bytes:
    """A body; raises UsageError for what JSON does not have."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError) as error:
        raise UsageError(f"the argument json is nothing that JSON has: {type(error).__name__}") from None


def pairs(given: Given) -> Pairs:
    """Names and values in order."""
    return tuple(given.items()) if isinstance(given, Mapping) else tuple(given)


def _itself(answer: Answer) -> Answer:
    return answer
