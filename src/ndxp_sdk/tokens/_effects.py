"""Performs what the steps towards a token yield: requests, and pauses while another process asks."""

import time
from collections.abc import Awaitable, Callable

from ndxp_sdk._http.response import Response
from ndxp_sdk._oauth.steps import AsyncFetch, Fetch, Pause
from ndxp_sdk._oauth.token_request import TokenRequest


def performing(fetch: Fetch, *, is_early: bool = False) -> Callable[[TokenRequest | Pause], Response | None]:
    """Return a function that sends requests by `fetch` and sleeps through pauses; `is_early` marks the requests."""

    def perform(effect: TokenRequest | Pause) -> Response | None:
        if isinstance(effect, TokenRequest):
            effect.is_early = is_early
            return fetch(effect)
        time.sleep(effect.seconds)
        return None

    return perform


def aperforming(
    fetch: AsyncFetch, *, is_early: bool = False
) -> Callable[[TokenRequest | Pause], Awaitable[Response | None]]:
    """Return the asynchronous form of `performing`."""

    async def perform(effect: TokenRequest | Pause) -> Response | None:
        if isinstance(effect, TokenRequest):
            effect.is_early = is_early
            return await fetch(effect)
        from asyncio import sleep  # noqa: PLC0415 - because it is dear to those who only use threads

        await sleep(effect.seconds)
        return None

    return perform
