"""Whether the dashboard can do its work: for whoever watches over the service, without log-in, in one word."""

import time
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from compliance.actions.errors import ActionError
from compliance.server.access.hosts import HEALTH
from compliance.server.access.needs import public

_KEPT: Final = 2.0
"""Seconds for which an answer counts, so that nobody burdens the database by asking."""


def health_route(look: Callable[[], object]) -> Route:
    """Return the route; `look` reads something of the history, and raises `ActionError` if that cannot be done."""
    looked, is_well = float("-inf"), False

    @public
    async def show(_request: Request) -> Response:
        nonlocal looked, is_well
        if time.monotonic() - looked > _KEPT:
            is_well = await run_in_threadpool(_can, look)
            looked = time.monotonic()
        return JSONResponse({"status": "ok" if is_well else "not ok"}, 200 if is_well else 503)

    return Route(HEALTH, show, methods=["GET"])


def _can(look: Callable[[], object]) -> bool:
    try:
        look()
    except ActionError:
        return False
    return True
