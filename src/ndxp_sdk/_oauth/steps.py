"""Steps towards a token, without I/O: generators that yield requests and are sent their answers."""

from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from ndxp_sdk._http.response import Response
from ndxp_sdk._oauth.token_request import TokenRequest

Result = TypeVar("Result")
Fetch = Callable[[TokenRequest], Response]
AsyncFetch = Callable[[TokenRequest], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait `seconds`, then go on; sent back is None."""

    seconds: float


Steps = Generator[TokenRequest, Response, Result]
Flow = Generator[TokenRequest | Pause, Response | None, Result]
