"""What takes seconds to make is made a few at a time, so that whoever asks for much of it keeps nobody from reading."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from compliance.model.text import Message
from compliance.server.access.identity import current
from compliance.server.errors import error_page

AT_ONCE: Final = 2
WAITING: Final = 8
OF_ONE: Final = 3
_SECONDS: Final = "5"


class Turns:
    """Lets `AT_ONCE` be made at once and `WAITING` wait, of one visitor `OF_ONE` in all."""

    def __init__(self) -> None:
        self._limiter = CapacityLimiter(AT_ONCE)
        self._of = Counter[str]()

    @property
    def count(self) -> int:
        """The number of what is being made or waits."""
        return self._of.total()

    async def run(self, request: Request, make: Callable[[], Response]) -> Response:
        """Return what is made in a thread of its own, or an answer that says to come again."""
        identity = current(request)
        who = identity.account
        if self._of[who] >= OF_ONE:
            template = "{name} has {count} files or comparisons in the making: wait until one of them is done"
            return _again(request, 429, Message.of(template, name=identity.name, count=OF_ONE))
        if self.count >= AT_ONCE + WAITING:
            return _again(request, 503, Message.of("too many requests at once: try again in a moment"))
        self._of[who] += 1
        try:
            return await run_sync(make, limiter=self._limiter)
        finally:
            self._of[who] -= 1
            if not self._of[who]:
                del self._of[who]


def _again(request: Request, status: int, message: Message) -> Response:
    answer = error_page(request, status, message)
    answer.headers["Retry-After"] = _SECONDS
    return answer
