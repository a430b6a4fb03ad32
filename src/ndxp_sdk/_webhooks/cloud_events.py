"""Events in a message: structured, in a batch, or in binary mode (CloudEvents HTTP binding, 3). Pure."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from ndxp_sdk._signatures.message import RequestMessage, first
from ndxp_sdk._signatures.validators import Fields
from ndxp_sdk.errors import Facts, WebhookRefused
from ndxp_sdk.models.cloud_events import CloudEvent

STRUCTURED: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
_PREFIX: Final = "ce-"
_VERSION: Final = "1.0"


def attribute_fields(message: RequestMessage) -> tuple[str, ...]:
    """Return the fields that are attributes of an event: in binary mode only, where they have to be signed too."""
    if media_type(message.headers).startswith("application/cloudevents"):
        return ()
    return tuple(dict.fromkeys(name for name, _ in message.headers if name.startswith(_PREFIX)))


def events_of(message: RequestMessage) -> tuple[CloudEvent, ...]:
    """Return the events of a message. WebhookRefused for one that holds none."""
    kind = media_type(message.headers)
    try:
        match kind:
            case "application/cloudevents+json":
                found: tuple[CloudEvent, ...] = (CloudEvent.model_validate_json(message.body),)
            case "application/cloudevents-batch+json":
                found = TypeAdapter(tuple[CloudEvent, ...]).validate_json(message.body)
            case _:
                found = (CloudEvent.model_validate(_binary(message, kind)),)
    except ValidationError as error:
        told = _told(error)
    else:
        return tuple(map(_known, found))
    raise _refused(f"the message holds no event: {told}")


def media_type(fields: Fields) -> str:
    """Return a media type without its parameters, in lower case."""
    return (first(fields, "content-type") or "").partition(";")[0].strip().lower()


def _binary(message: RequestMessage, kind: str) -> Mapping[str, Any]:
    if kind.startswith("application/cloudevents"):
        raise _refused("the event is written in a way that is not understood here; JSON is")
    named = Counter(name for name, _ in message.headers if name.startswith(_PREFIX))
    if not named or max(named.values()) > 1:
        raise _refused("the message holds no event" if not named else "an attribute of the event is given twice")
    attributes = {name[len(_PREFIX) :]: unquote(value) for name, value in message.headers if name in named}
    if {"data", "data_base64", "datacontenttype"} & attributes.keys():
        raise _refused("a header names data of the event, which is the body")
    return {**attributes, "datacontenttype": first(message.headers, "content-type"), **_data(message.body, kind)}


def _data(body: bytes, kind: str) -> Mapping[str, Any]:
    if not body:
        return {}
    if kind != "application/json" and not kind.endswith("+json"):
        return {"data_base64": body}
    try:
        return {"data": json.loads(body)}
    except (ValueError, RecursionError):
        raise _refused("the data of the event is no JSON, though its media type says so") from None


def _known(event: CloudEvent) -> CloudEvent:
    if event.specversion != _VERSION:
        raise _refused(f"the event is not of version {_VERSION} of CloudEvents")
    if not (event.id and event.source and event.type):
        raise _refused("the event has an empty id, source or type")
    return event


def _refused(text: str) -> WebhookRefused:
    return WebhookRefused(text, Facts(origin="platform", code="event-malformed"))


def _told(error: ValidationError) -> str:
    """Return the first complaint and its place, without values. Outside the handler: no traceback shows them."""
    complaint = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in complaint["loc"] if isinstance(part, int) or part.isidentifier())
    return f"{place or 'the whole'} ({complaint['type']})"
