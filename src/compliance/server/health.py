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
    return Route(HEALTH, public(_Health(look).show), methods=["GET"])


class _Health:
    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self._known: tuple[float, bool] | None = None

    async def show(self, _request: Request) -> Response:
        if self._known is None or time.monotonic() - self._known[0] > _KEPT:
            self._known = time.monotonic(), await run_in_threadpool(self._is_well)
        is_well = self._known[1]
        return JSONResponse({"status": "ok" if is_well else "not ok"}, 200 if is_well else 503)

    def _is_well(self) -> bool:
        try:
            self._look()
        except ActionError:
            return False
        return True
