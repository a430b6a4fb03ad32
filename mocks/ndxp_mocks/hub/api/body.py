"""Bodies of requests: their size, their media type, and JSON held to the contract."""

import json
from typing import Any

import yaml
from starlette.types import Receive

from ndxp_mocks import yaml_codec
from ndxp_mocks.hub.contract.operations import ContractOperation
from ndxp_mocks.hub.contract.schemas import Schema
from ndxp_mocks.hub.http.media_types import YAML, is_json
from ndxp_mocks.hub.http.messages import HubProblem


async def read_body(receive: Receive, largest: int) -> bytes:
    """Return the whole body. Raises HubProblem 413 if it is larger than `largest` bytes."""
    whole, length, more = bytearray(), 0, True
    while more:  # to the end, because who is cut off while sending never reads the refusal
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunk, more = message.get("body", b""), message.get("more_body", False)
        length += len(chunk)
        if length <= largest:
            whole += chunk
    if length > largest:
        raise HubProblem(413, "payload-too-large", f"the body has {length} bytes, {largest} at most are taken")
    return bytes(whole)


def parse_body(operation: ContractOperation, media_type: str | None, raw: bytes) -> Any:
    """Return the parsed body where it is JSON or YAML, None if it is neither.

    HubProblem 400 for a body that is missing or cannot be parsed, 415 for another media type, 422 for data that breaks
    the contract. Forms are held to their schema by their operations, which can explain what is wrong with one.
    """
    if not operation.bodies:
        return None
    if not raw and not operation.needs_body:
        return None
    if not raw and media_type is None:
        raise HubProblem(400, "request-invalid", f"a body is expected, as {_listed(operation)}")
    media = _essence(media_type)
    schema = _schema(operation, media)
    if media == YAML:
        return _held(schema, _yaml(raw))
    return _held(schema, _json(raw)) if is_json(media) else None


def _essence(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0].strip().lower()


def _schema(operation: ContractOperation, media: str) -> Schema:
    for taken, schema in operation.bodies.items():
        if taken in (media, "*/*") and media:
            return schema
    found = media or "none"
    raise HubProblem(415, "unsupported-media-type", f"Content-Type is {found[:100]}, {_listed(operation)} is expected")


def _listed(operation: ContractOperation) -> str:
    return " or ".join(operation.bodies)


def _json(raw: bytes) -> Any:
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_refused)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # because half a surrogate pair could not be given back
    except (ValueError, RecursionError):  # the latter because nesting has no limit in JSON, but one in Python
        raise HubProblem(400, "request-invalid", "the body is not JSON in UTF-8") from None
    return found


def _yaml(raw: bytes) -> Any:
    try:
        return yaml_codec.read_upload(raw)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise HubProblem(400, "request-invalid", "the body is not YAML in UTF-8") from None


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _held(schema: Schema, body: Any) -> Any:
    flaws = list(schema.flaws(body))
    if flaws:
        told = f"{flaws[0].pointer or '/'}: {flaws[0].detail}"
        raise HubProblem(422, "request-invalid", told, errors=[flaw.as_row() for flaw in flaws])
    return body
