"""Our own answers held to the contract, so that a test sees where the hub and its contract differ."""

import json
from collections.abc import Iterator

from ndxp_mocks import yaml_codec
from ndxp_mocks.hub.contract.operations import ContractOperation, ContractResponse
from ndxp_mocks.hub.contract.schemas import Schema
from ndxp_mocks.hub.http.media_types import YAML, is_json
from ndxp_mocks.hub.http.messages import HubAnswer


class ContractBroken(AssertionError):
    """The hub was about to answer what its own contract does not allow: a defect of the hub."""


def validate_response(operation: ContractOperation, answer: HubAnswer) -> None:
    """Raise ContractBroken if the answer differs from what the operation promises."""
    promised = operation.answer(answer.status)
    if promised is None:
        raise ContractBroken(f"{operation.operation_id} does not document the status {answer.status}: {answer.body}")
    flaws = [*_in_headers(promised, answer), *_in_body(promised, answer)]
    if flaws:
        raise ContractBroken(f"{operation.operation_id} answers {answer.status} with {'; '.join(flaws)}")


def _in_headers(promised: ContractResponse, answer: HubAnswer) -> Iterator[str]:
    given = {name.lower(): value for name, value in answer.headers}
    for header in promised.headers:
        value = given.get(header.name.lower())
        if value is None:
            if header.is_required:
                yield f"no header {header.name}"
            continue
        yield from (f"{header.name}: {flaw.detail}" for flaw in header.schema.flaws(value))


def _in_body(promised: ContractResponse, answer: HubAnswer) -> Iterator[str]:
    media = answer.media_type.partition(";")[0]
    if not promised.contents:
        if answer.body is not None:
            yield "a body where none is documented"
        return
    schema = promised.contents.get(media) or promised.contents.get("*/*")
    if schema is None:
        yield f"the media type {media}"
        return
    yield from _in_content(schema, answer.body, media)


def _in_content(schema: Schema, body: object, media: str) -> Iterator[str]:
    if isinstance(body, bytes) and not schema.written:
        return  # because a range of JSON is none, and the contract says nothing of these bytes
    if is_json(media):
        value = json.loads(body) if isinstance(body, bytes) else body
    elif isinstance(body, bytes) and media == YAML:
        value = yaml_codec.read(body)
    elif isinstance(body, bytes):
        value = body.decode("utf-8", errors="replace")
    else:
        yield f"{type(body).__name__} as {media}"
        return
    if not isinstance(body, bytes) or schema.types() & {"object", "array", "string"}:
        yield from (f"{flaw.pointer} {flaw.code}: {flaw.detail}" for flaw in schema.flaws(value))
