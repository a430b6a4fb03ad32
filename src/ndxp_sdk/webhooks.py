"""For whoever receives events of the hub: who sent them, whether they are new, what they say. Needs the extra `jwt`.

It belongs to no framework: give it what yours hands over.

    verifier = WebhookVerifier(client.tokens.jwks)

    def post(request):
        with verifier.receive(request.method, str(request.url), request.headers, request.body()) as events:
            for event in events:
                handle(event)
        return 204

The URL is the one that the sender wrote. Behind a proxy that is another one than the framework shows: give `address`.
Fetching keys blocks, so a program of tasks verifies in a thread: `await asyncio.to_thread(verifier.verify, …)`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from ndxp_sdk._given import CALLABLE, TEXT_OR_NONE, WAIT, Expected, Table, or_none, refusal
from ndxp_sdk._signatures.checking import TOLERANCE, SignatureRules, verified
from ndxp_sdk._signatures.keys import key_source
from ndxp_sdk._signatures.message import GivenHeaders, RequestMessage
from ndxp_sdk._signatures.signing import REQUEST_COMPONENTS
from ndxp_sdk._webhooks.handshake import HandshakeAnswer, handshake
from ndxp_sdk._webhooks.parsing import attribute_fields, events_of
from ndxp_sdk._webhooks.seen import NewestBySubject, RecentEvents, SeenEvents
from ndxp_sdk.errors import InvalidConfiguration, SignatureInvalid, WebhookRefused
from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.signatures import GivenKeys, SignatureExplanation, explain_signature

__all__ = [
    "HandshakeAnswer",
    "NewestBySubject",
    "RecentEvents",
    "SeenEvents",
    "SignatureInvalid",
    "WebhookRefused",
    "WebhookVerifier",
    "handshake",
    "status_for",
]

_BAD_REQUEST: Final = 400
_UNAUTHORIZED: Final = 401


class WebhookVerifier:
    """Verifies messages, gives their events, and leaves out those that were there before.

    `keys` is a JWKS, a function that fetches one (called again for an unknown key, once a minute at most), or a
    KeySource. A signature may be `tolerance` seconds old. `seen` remembers events. `address` is the registered address
    of the webhook, where the framework behind a proxy sees another one. Safe over threads.

    >>> WebhookVerifier({"keys": []}).verify("POST", "https://agency.example/events", {}, b"")
    Traceback (most recent call last):
    ndxp_sdk.errors.SignatureInvalid: the message has no signature
    """

    __slots__ = ("_address", "_keys", "_now", "_seen", "_tolerance")

    def __init__(
        self,
        keys: GivenKeys,
        *,
        tolerance: float = TOLERANCE,
        seen: SeenEvents | None = None,
        address: str | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        given = {"tolerance": tolerance, "seen": seen, "address": address, "now": now}
        if told := refusal(given, _EXPECTED, "WebhookVerifier"):
            raise InvalidConfiguration(told)
        self._keys = key_source(keys)
        self._tolerance = tolerance
        self._seen = RecentEvents() if seen is None else seen
        self._address = address
        self._now = now

    def verify(self, method: str, url: str, headers: GivenHeaders, body: bytes) -> tuple[CloudEvent, ...]:
        """The events of a message that are new; none where all of them were there before, which is no failure.

        `body` are the bytes as they came. Say `done` of an event that was dealt with, or use `receive`.

        Raises:
            SignatureInvalid: the message is not the hub's, is too old, or was changed.
            WebhookRefused: it holds no event that can be read.
        """
        message = self._message(method, url, headers, body)
        verified(message, self._keys, self._rules(message))
        found = {(event.source, event.id): event for event in events_of(message)}
        return tuple(event for event in found.values() if not self._seen.holds(event))

    @contextmanager
    def receive(self, method: str, url: str, headers: GivenHeaders, body: bytes) -> Iterator[tuple[CloudEvent, ...]]:
        """The same for a `with` block: its events count as dealt with when the block ends without an error.

        After an error answer with 500 or above, and the hub sends the message again.
        """
        events = self.verify(method, url, headers, body)
        yield events
        self.done(*events)

    def done(self, *events: CloudEvent) -> None:
        """These were dealt with; when they come again they are left out."""
        for event in events:
            self._seen.add(event)

    def explain(self, method: str, url: str, headers: GivenHeaders, body: bytes) -> SignatureExplanation:
        """Why a message is refused, and which signed component differs. Keep it out of logs: it shows the message."""
        message = self._message(method, url, headers, body)
        return explain_signature(message, self._keys, self._rules(message))

    def __repr__(self) -> str:
        return f"WebhookVerifier({self._keys!r})"

    def _message(self, method: str, url: str, headers: GivenHeaders, body: bytes) -> RequestMessage:
        return RequestMessage.of(method, self._address or url, headers, body)

    def _rules(self, message: RequestMessage) -> SignatureRules:
        """In binary mode the attributes stand in headers, and nobody may exchange them unseen."""
        components = (*REQUEST_COMPONENTS, *attribute_fields(message))
        return SignatureRules(components, self._tolerance, now=self._now)


_EXPECTED: Final[Table] = {
    "tolerance": WAIT,
    "seen": or_none(
        Expected(
            "something with the methods holds and add is expected, such as RecentEvents()",
            lambda value: isinstance(value, SeenEvents) and not isinstance(value, type),
        )
    ),
    "address": TEXT_OR_NONE,
    "now": CALLABLE,
}


def status_for(refused: WebhookRefused) -> int:
    """What to answer: 401 for whom one does not believe, 400 for what one cannot read.

    >>> status_for(SignatureInvalid("the message has no signature"))
    401
    """
    return _UNAUTHORIZED if isinstance(refused, SignatureInvalid) else _BAD_REQUEST
