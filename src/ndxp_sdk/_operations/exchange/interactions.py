"""Build calls of interactions, subscriptions and events, and read their responses."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.digest import content_digest, digest_agrees
from ndxp_sdk._http.json_body import serialise_json
from ndxp_sdk._http.response import Response
from ndxp_sdk._operations.arguments import headers
from ndxp_sdk._operations.collection import CURRENT, JSON, Path, ResourceOperations
from ndxp_sdk._operations.parsers import formed, model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._validators import ANY_TEXT, ANY_TEXT_OR_NONE, OCTETS, TEXT, Expected, an, kind, needed, whole
from ndxp_sdk.errors import Facts, IntegrityError, UsageError
from ndxp_sdk.models.cloud_events import CloudEvent, EventReceipt
from ndxp_sdk.models.contents import Content
from ndxp_sdk.models.interactions import CALLBACK, Interaction, InteractionOutcome, Verdict

EXCHANGE: Final = frozenset({"exchange"})
STRUCTURED: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
RESULT: Final = "/exchange/v1/interactions/{interaction_id}/result"
MOST_EVENTS: Final = 100
# CloudEvents HTTP binding, 3.1.3.2: printable ASCII but space, double quote and percent.
_PLAIN: Final = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"%')
_EVENTS: Final = Expected(
    "a CloudEvent or several of them are expected",
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping),
)
_EVENT: Final = an("models.cloud_events", "CloudEvent", "CloudEvent.new('vn.example.changed', '/VN/GOV/G12/dkkd')")
_MISMATCH: Final = Facts(origin="provider", code="digest-mismatch", retryable=True)


def published(events: CloudEvent | Iterable[CloudEvent]) -> Call[EventReceipt]:
    """Build the call that publishes events in order. It may be repeated: `source` and `id` together count once.

    Raises:
        UsageError: none, or more than a batch holds.
    """
    if isinstance(events, CloudEvent):
        return _publish(_written(events), STRUCTURED)
    several = tuple(needed("events", events, _EVENTS))
    for number, event in enumerate(several):
        needed(f"event {number}", event, _EVENT)
    batch = [_written(event) for event in several]
    if not 1 <= len(batch) <= MOST_EVENTS:
        raise UsageError(f"{len(batch)} events were given: publish 1 to {MOST_EVENTS} at once")
    return _publish(b"[" + b",".join(batch) + b"]", BATCH)


def published_binary(event: CloudEvent, content: bytes) -> Call[EventReceipt]:
    """Build the call that publishes one event as it is: its attributes are headers (CloudEvents HTTP binding, 3.1)."""
    needed("content", content, OCTETS)
    if event.data is not None or event.data_base64 is not None:
        raise UsageError("the event has data of its own: leave it out and give the content beside the event")
    return _publish(content, event.datacontenttype or "application/octet-stream", tuple(_attributes(event)))


def result(path: Path, part: int, if_none_match: str | None) -> Call[Content | None]:
    """Build the call for one part of a result."""
    return Call(
        operation="exchange.interactions.result",
        method="GET",
        template=RESULT,
        reads=_part,
        path=path,
        query=(("part", str(needed("part", part, whole(1)))),),
        headers=headers(if_none_match=if_none_match),
        answers=CURRENT,
        scopes=EXCHANGE,
    )


def stored_result(path: Path, part: int, content: bytes, media_type: str) -> Call[Interaction]:
    """Build the call that stores a part."""
    needed("media_type", media_type, TEXT)
    return Call(
        operation="exchange.interactions.put_result",
        method="PUT",
        template=RESULT,
        reads=model(Interaction),
        path=path,
        query=(("part", str(needed("part", part, whole(1)))),),
        headers=(("Content-Digest", content_digest(needed("content", content, OCTETS))),),
        content=content,
        media_type=media_type,
        scopes=EXCHANGE,
    )


def verdict(outcome: str, parts: int | None) -> InteractionOutcome:
    """Return a provider's verdict on a request. UsageError for a word that is none of the two."""
    known = Verdict(outcome) if ANY_TEXT.fits(outcome) else None
    if known is None or not known.is_known:
        raise UsageError(f"outcome is {' or '.join(Verdict)}, found {kind(outcome)}")
    return formed(InteractionOutcome, outcome=known, parts=parts)


def response(interaction_id: str, outcome: InteractionOutcome, source: str, event_id: str | None) -> Call[Interaction]:
    """Build the call that reports a provider's verdict on a request."""
    named = {"id": event_id} if event_id else {}
    said = outcome.model_dump(mode="json", exclude_none=True)
    needed("source", source, TEXT)
    needed("event_id", event_id, ANY_TEXT_OR_NONE)
    event = CloudEvent.new(CALLBACK, source, subject=interaction_id, datacontenttype=JSON, data=said, **named)
    return Call(
        operation="exchange.interactions.respond",
        method="POST",
        template="/exchange/v1/interactions/{interaction_id}:callback",
        reads=model(Interaction),
        path={"interaction_id": interaction_id},
        content=_written(event),
        media_type=STRUCTURED,
        is_safe_to_repeat=True,
        scopes=EXCHANGE,
    )


def deleted(collection: ResourceOperations[Any], path: Path) -> Call[None]:
    """Build the call that deletes a resource."""
    operation = f"{collection.operations}.delete"
    return Call(operation, "DELETE", collection.single, nothing, path, scopes=collection.write)


def nothing(answer: Response) -> None:
    """Read a response without content."""
    del answer


def _publish(content: bytes, media_type: str, fields: Pairs = ()) -> Call[EventReceipt]:
    return Call(
        operation="exchange.events.publish",
        method="POST",
        template="/exchange/v1/events",
        reads=model(EventReceipt),
        headers=fields,
        content=content,
        media_type=media_type,
        is_safe_to_repeat=True,
        scopes=EXCHANGE,
    )


def _written(event: CloudEvent) -> bytes:
    return serialise_json(_members(event))


def _members(event: CloudEvent) -> dict[str, Any]:
    """Return the members of an event; a null is the same as nothing (CloudEvents JSON format, 2)."""
    return event.model_dump(mode="json", exclude_none=True)


def _attributes(event: CloudEvent) -> Iterable[tuple[str, str]]:
    for name, value in _members(event).items():
        if name != "datacontenttype":
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield (
                f"ce-{name}",
                quote(text, safe=_PLAIN),
            )


def _part(answer: Response) -> Content | None:
    if answer.status == 304:
        return None
    digest = answer.headers.get("Repr-Digest")
    is_verified = digest is not None and digest_agrees(digest, answer.content)
    if digest is not None and not is_verified:
        raise IntegrityError("the part is not the one that the provider stored: its digest is another one", _MISMATCH)
    media_type = answer.headers.get("Content-Type") or "application/octet-stream"
    return _content(answer, media_type, is_verified=is_verified)


def _content(answer: Response, media_type: str, *, is_verified: bool) -> Content:
    import hashlib  # noqa: PLC0415 - because only results need it

    sha256 = hashlib.sha256(answer.content).hexdigest()
    etag = answer.headers.get("ETag") or ""
    return Content(answer.content, media_type, sha256, etag, is_verified)
