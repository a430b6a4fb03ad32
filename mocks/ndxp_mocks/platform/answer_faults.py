"""The answers of an application as faults make them: between what is right and what goes over the wire."""

from typing import Final
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ndxp_mocks.platform.misbehaviour import AmendAnswer, ObservedAnswer, ObservedRequest

_ASKED: Final = "ndxp_mocks.platform.misbehaviour"
_OWN: Final = frozenset({"content-type", "content-length"})
_WITHOUT_LENGTH: Final = frozenset({204, 304})


def with_answer_faults(application: ASGIApp, amend: AmendAnswer) -> ASGIApp:
    """Return the same application, every answer of which is amended, whatever stands behind it."""

    async def amending(scope: Scope, receive: Receive, send: Send) -> None:
        gathered: list[Message] = []

        async def gather(message: Message) -> None:
            gathered.append(message)

        await application(scope, receive, gather)
        for message in _messages(amend(scope.get(_ASKED) or observe_request(scope), _answered(gathered))):
            await send(message)

    return amending


def remember(scope: Scope, asked: ObservedRequest) -> None:
    """Keep what is known of a request for the faults that amend its answer."""
    scope[_ASKED] = asked


def observe_request(scope: Scope) -> ObservedRequest:
    """Describe a request before it is known to be documented."""
    query = tuple(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"])
    return ObservedRequest(scope["method"], scope["path"], query, headers)


def _answered(gathered: list[Message]) -> ObservedAnswer:
    start, body = gathered[0], b"".join(message.get("body", b"") for message in gathered[1:])
    pairs = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in start["headers"])
    media_type = next((value for name, value in pairs if name == "content-type"), None)
    return ObservedAnswer(start["status"], tuple(pair for pair in pairs if pair[0] not in _OWN), media_type, body)


def _messages(answer: ObservedAnswer) -> tuple[Message, Message]:
    typed = () if answer.media_type is None else (("content-type", answer.media_type),)
    measured = () if answer.status in _WITHOUT_LENGTH else (("content-length", str(len(answer.body))),)
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in (*answer.headers, *typed, *measured)]
    return (
        {"type": "http.response.start", "status": answer.status, "headers": pairs},
        {"type": "http.response.body", "body": answer.body},
    )
