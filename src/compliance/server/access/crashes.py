"""No traceback reaches a browser: what crashes is a page that says so, and a line in the log of the program."""

import logging
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from compliance.model.text import Message
from compliance.server.errors import error_page

LOGGER: Final = logging.getLogger("compliance.server")


class Crashes:
    """Answers 500 for a crash. The kind and the place are logged; what it says may hold what somebody sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def watched(event: Event) -> None:
            nonlocal has_begun
            has_begun = True
            await send(event)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - whatever one request brings to light, the server goes on
            LOGGER.error("%s at %s", type(error).__name__, _place(error))  # noqa: TRY400 - because a traceback may show values
            if not has_begun:
                message = Message.of("the dashboard made a mistake; its log says where")
                await error_page(Request(scope), 500, message)(scope, receive, send)


def _place(error: BaseException) -> str:
    """Return the innermost file and line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
