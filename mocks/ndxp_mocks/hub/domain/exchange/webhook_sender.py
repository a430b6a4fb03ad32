"""One message of the hub to a subscriber: signed (RFC 9421), with the digest of its body (RFC 9530)."""

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.http.signatures import Message, sign_message
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import Upstream, UpstreamAnswer, UpstreamFailure

LABEL: Final = "sig1"
PATIENCE: Final = 10.0
_COVERED: Final = ("@method", "@target-uri", "content-digest", "content-type")


@dataclass(frozen=True, slots=True)
class Sending:
    """Manner in which a message is sent; faults change it. `copies` go out one after the other."""

    copies: int = 1
    is_signed_rightly: bool = True


SEND: Final[Point[Sending]] = Point("webhook-send", "after-send")


@dataclass(frozen=True, slots=True)
class Reply:
    """Reply of a receiver: `status` is None if no answer came, and `error` says why."""

    status: int | None
    error: str | None = None
    retry_after: float | None = None

    @property
    def is_received(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_unwanted(self) -> bool:
        return self.status == 410


async def post(
    world: World, upstream: Upstream, target: str, content: tuple[Mapping[str, str], bytes], sending: Sending
) -> Reply:
    """Send headers and body to the target; the reply to the first copy counts."""
    headers, body = content
    message = _signed(
        world, Message("POST", target, (*headers.items(), ("Content-Digest", content_digest(body)))), sending
    )
    replies = [await _reply(upstream, message, body) for _ in range(sending.copies)]
    return replies[0]


def _signed(world: World, message: Message, sending: Sending) -> Message:
    key = world.identity.key_ring.for_messages(world.settings.message_algorithm)
    attributes = sorted(name for name, _ in message.headers if name.startswith("ce-"))
    whole = sign_message(message, (*_COVERED, *attributes), key, int(world.clock.now()), LABEL)
    if sending.is_signed_rightly:
        return whole
    wrong = base64.b64encode(key.sign(b"another message")).decode()
    return Message(whole.method, whole.target, (*whole.headers[:-1], ("Signature", f"{LABEL}=:{wrong}:")))


async def _reply(upstream: Upstream, message: Message, body: bytes) -> Reply:
    try:
        async with asyncio.timeout(PATIENCE):
            answer = await upstream.send(message.method, message.target, message.headers, body)
    except UpstreamFailure as failure:
        return Reply(None, f"{type(failure).__name__}: {failure}")
    except TimeoutError:
        return Reply(None, f"no answer within {PATIENCE:.0f} seconds")
    return Reply(answer.status, None, _retry_after(answer))


def _retry_after(answer: UpstreamAnswer) -> float | None:
    value = next((value for name, value in answer.headers if name.lower() == "retry-after"), "")
    return float(value) if value.isdigit() else None
