"""Whether the catalogue answers."""

from typing import TYPE_CHECKING

from ndxp_sdk._operations.parsers import model
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.models.health import Health

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncCatalogHealth:
    """Whether the catalogue answers.

    Example:
        health = await client.catalog.health.get()
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    async def get(self) -> Health:
        """Return whether the catalogue answers; no credential is needed.

        `GET /catalog/v1/health`
        """
        return await self._client.execute(Call("catalog.health.get", "GET", "/catalog/v1/health", model(Health)))
