"""Define what resources need of their client: to send calls. They know nothing else of it."""

from typing import Protocol, TypeVar

from ndxp_sdk._client.config import ClientConfig
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.prepared_call import PreparedCall

T = TypeVar("T")


class AsyncSender(Protocol):
    """A client, as its resources know it."""

    config: ClientConfig

    async def execute(self, call: Call[T]) -> T:
        """Send a call of the hub's own APIs and return its result."""

    async def perform(self, prepared: PreparedCall) -> CallResult:
        """Carry out a prepared call."""
