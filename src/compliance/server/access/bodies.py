"""The body of a request, read once and given to each who asks."""

from typing import Final

from starlette.types import Message, Receive, Scope

BODY: Final = "compliance.body"
"""The key of a request's scope under which its whole body stands."""


def replayed(scope: Scope, receive: Receive) -> Receive:
    """Return a `receive` that gives the body that was read already, and then what comes after it."""
    is_given = False

    async def given() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": scope[BODY], "more_body": False}

    return given
