"""Carrying the steps of tokens out, in the words that both clients share."""

from typing import TYPE_CHECKING

from ndxp_sdk.tokens import _runner

if TYPE_CHECKING:
    from ndxp_sdk.tokens.check import Check
    from ndxp_sdk.tokens.evidence import Known
    from ndxp_sdk.tokens.protocol import AsyncFetch, Fetch, Flow, Result
    from ndxp_sdk.tokens.provider import TokenSource
    from ndxp_sdk.tokens.request import TokenWanted


class Driving:
    """The synchronous methods of a token provider."""

    @staticmethod
    def run(flow: "Flow[Result]", fetch: "Fetch") -> "Result":
        """Run the steps and return their result."""
        return _runner.drive(flow, fetch)

    @staticmethod
    def explain(
        source: "TokenSource", wanted: "TokenWanted", fetch: "Fetch", known: "Known | None"
    ) -> "tuple[Check, ...]":
        """Run the checks and return them."""
        return source.explain(wanted, fetch, known)


class AsyncDriving:
    """The asynchronous methods of a token provider."""

    @staticmethod
    async def run(flow: "Flow[Result]", fetch: "AsyncFetch") -> "Result":
        """Run the steps and return their result."""
        from ndxp_sdk.tokens import _async_runner  # noqa: PLC0415 - importing asyncio is dear to those who only use threads

        return await _async_runner.drive(flow, fetch)

    @staticmethod
    async def explain(
        source: "TokenSource", wanted: "TokenWanted", fetch: "AsyncFetch", known: "Known | None"
    ) -> "tuple[Check, ...]":
        """Run the checks and return them."""
        return await source.aexplain(wanted, fetch, known)
