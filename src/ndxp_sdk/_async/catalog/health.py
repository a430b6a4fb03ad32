"""Whether the catalogue answers."""

from typing import TYPE_CHECKING

from ndxp_sdk._asking.reading import one
from ndxp_sdk._call import Call
from ndxp_sdk.models.health import Health

if TYPE_CHECKING:
    from ndxp_sdk._async._client import AsyncClient


class AsyncCatalogHealth:
    """Whether the catalogue answers.

    Example:
        health = await client.catalog.health.get()
    """

    def __init__(self, client: "AsyncClient") -> None:
        self._client = client

    async def get(self) -> Health:
        """Whether the catalogue answers; everybody may ask.

        `GET /catalog/v1/health`
        """
        return await self._client.execute(Call("catalog.health.get", "GET", "/catalog/v1/health", one(Health)))
