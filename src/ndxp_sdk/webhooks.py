"""Receive events of the hub: who sent them, whether they are new, what they say. Needs the extra `jwt`.

It belongs to no framework: give it what yours hands over.

    verifier = WebhookVerifier(client.tokens.jwks)

    def post(request):
        try:
            with verifier.receive(request.method, request.url, request.headers, request.body) as events:
                for event in events:
                    handle(event)
        except WebhookRefused as refused:
            return status_for(refused)
        return 204

An event that comes several times, even at the same moment, is given once; one whose handling raised is given again when
the hub repeats it. For several processes give `seen` a memory that they share: see SharedEvents.

- **Flask**: `request.method, request.url, request.headers, request.get_data()`.
- **Django**: `request.method, request.build_absolute_uri(), request.headers, request.body`; exempt the view from CSRF.
- **WSGI**: the environment as `headers`, and what `wsgi.input` gives as `body`.
- **Starlette, FastAPI**: tasks await an AsyncWebhookVerifier, which takes the keys of an AsyncClient and fetches them
  without holding up the event loop. The route takes the `Request` itself, not a model, because the bytes are signed:

      verifier = AsyncWebhookVerifier(client.tokens.jwks)

      async def post(request):
          body = await request.body()
          async with verifier.receive(request.method, request.url, request.headers, body) as events:
              ...

The URL is the one that the sender wrote. Behind a proxy that is another one than the framework shows: give `address`.
"""

from typing import Final

from ndxp_sdk._async.webhooks import AsyncWebhookVerifier
from ndxp_sdk._sync.webhooks import WebhookVerifier
from ndxp_sdk._webhooks.claims import UNDER_WAY
from ndxp_sdk._webhooks.deduplication import AsyncSeenEvents, NewestBySubject, RecentEvents, SeenEvents, SharedEvents
from ndxp_sdk._webhooks.handshake import HandshakeAnswer, handshake
from ndxp_sdk.errors import SignatureInvalid, WebhookRefused

__all__ = [
    "AsyncSeenEvents",
    "AsyncWebhookVerifier",
    "HandshakeAnswer",
    "NewestBySubject",
    "RecentEvents",
    "SeenEvents",
    "SharedEvents",
    "SignatureInvalid",
    "WebhookRefused",
    "WebhookVerifier",
    "handshake",
    "status_for",
]

_BAD_REQUEST: Final = 400
_UNAUTHORIZED: Final = 401
_UNAVAILABLE: Final = 503


def status_for(refused: WebhookRefused) -> int:
    """Return the status for a failure: 401 for a wrong signature, 400 for an unreadable message, 503 for one under way.

    >>> status_for(SignatureInvalid("the message has no signature"))
    401
    """
    if refused.code == UNDER_WAY:
        return _UNAVAILABLE
    return _UNAUTHORIZED if isinstance(refused, SignatureInvalid) else _BAD_REQUEST
